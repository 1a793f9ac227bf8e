package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.TableName;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of the lines of row images. */
final class RowReader implements RowLines {
    private final Names names = new Names();
    private final RowListener listener;
    private final MetadataReader columns;
    private ValueReader values;
    private long statement = -1;
    private long number;
    private @Nullable Operation operation;
    private TableName table = new TableName("", "");
    private List<Cell> before = new ArrayList<>();
    private List<Cell> after = new ArrayList<>();
    private boolean inAfter;
    private @Nullable ByteArrayOutputStream openLine;

    RowReader(Dialect dialect, RowListener listener) {
        values = new ValueReader(dialect);
        this.listener = listener;
        columns = new MetadataReader(listener);
    }

    /** Takes the dialect that the preamble of the tool told. */
    void dialect(Dialect dialect) {
        values = new ValueReader(dialect);
        columns.mariaDb(dialect == Dialect.RAW);
    }

    @Override
    public void statement(long start) {
        columns.flush();
        if (start != statement) {
            flush();
            statement = start;
            number = 0;
        }
    }

    @Override
    public void metadata(TableName name, byte[] b, int from, int to) {
        columns.line(name, b, from, to);
    }

    @Override
    public void line(byte[] b, int from, int to, long length, byte[] tail) {
        ByteArrayOutputStream open = openLine;
        if (open != null) {
            // The name of the table holds a line feed.
            open.write('\n');
            open.write(b, from, to - from);
            byte[] whole = open.toByteArray();
            if (Ascii.count(whole, 0, whole.length, '`') % 2 == 0) {
                openLine = null;
                begin(whole, 0, whole.length);
            }
            return;
        }
        if (Ascii.at(b, from, to, "###   @")) {
            value(b, from + 7, to, length);
        } else if (Ascii.is(b, from, to, "### SET")) {
            inAfter = true;
        } else if (Ascii.is(b, from, to, "### WHERE")) {
            inAfter = false;
        } else if (to - from > 8 && (b[from + 4] == 'I' || b[from + 4] == 'U' || b[from + 4] == 'D')) {
            if (Ascii.count(b, from, to, '`') % 2 != 0) {
                ByteArrayOutputStream start = new ByteArrayOutputStream();
                start.write(b, from, to - from);
                openLine = start;
            } else {
                begin(b, from, to);
            }
        }
    }

    private void begin(byte[] b, int from, int to) {
        flush();
        operation = b[from + 4] == 'I'
                ? Operation.INSERT
                : b[from + 4] == 'U' ? Operation.UPDATE : Operation.DELETE;
        int start = Ascii.find(b, from, to, (byte) '`');
        int end = Ascii.findLast(b, from, to, "`");
        table = start < 0 || end <= start
                ? new TableName("", "")
                : names.name(Ascii.text(b, start + 1, end));
        // An insert without columns is one line: INSERT INTO `t` VALUES ().
        inAfter = operation == Operation.INSERT;
    }

    private void value(byte[] b, int from, int to, long length) {
        int digits = Ascii.digits(b, from, to);
        long column = Ascii.number(b, from, digits);
        if (column < 0 || digits >= to || b[digits] != '=') {
            return;
        }
        boolean cut = length > to - (from - 7);
        Cell cell = cut
                ? values.cut((int) column, b, digits + 1, to, length)
                : values.read((int) column, b, digits + 1, to);
        (inAfter ? after : before).add(cell);
    }

    @Override
    public void flush() {
        Operation done = operation;
        if (done == null) {
            return;
        }
        operation = null;
        RowImage old = done == Operation.INSERT ? null : new RowImage(before);
        RowImage now = done == Operation.DELETE ? null : new RowImage(after);
        before = new ArrayList<>(before.size());
        after = new ArrayList<>(after.size());
        listener.row(new RowChange(number++, statement, done, table, old, now));
    }
}
