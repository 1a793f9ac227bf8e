package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Operation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts the images of rows by table and operation; a head like the one before is not read again. */
final class ImageCounter {
    private final Names names;
    private byte[] lastHead = new byte[0];
    private StatementBuilder.@Nullable Change last;

    ImageCounter(Names names) {
        this.names = names;
    }

    /** Forgets the head that was read last: another statement has changes of its own. */
    void forget() {
        last = null;
    }

    /** Counts a line of a row when it is the head of an image: {@code ### UPDATE `shop`.`ps_orders`}. */
    void line(StatementBuilder current, byte[] b, int from, int to) {
        if (to - from > 4 && (b[from + 4] == 'I' || b[from + 4] == 'U' || b[from + 4] == 'D')) {
            count(current, b, from, to);
        }
    }

    private void count(StatementBuilder current, byte[] b, int from, int to) {
        StatementBuilder.Change change = last;
        if (change == null || !Arrays.equals(b, from, to, lastHead, 0, lastHead.length)) {
            Operation operation = b[from + 4] == 'I'
                    ? Operation.INSERT
                    : b[from + 4] == 'U' ? Operation.UPDATE : Operation.DELETE;
            int start = Ascii.find(b, from, to, (byte) '`');
            int end = Ascii.findLast(b, from, to, "`");
            if (start < 0 || end <= start) {
                return;
            }
            if (Ascii.count(b, from, to, '`') % 2 != 0) {
                // The name goes on in the next line; the rows event has told it already.
                current.first(operation).images++;
                return;
            }
            change = current.change(names.name(Ascii.text(b, start + 1, end)), operation);
            last = change;
            lastHead = Arrays.copyOfRange(b, from, to);
        }
        change.images++;
    }
}
