package fr.touchweb.console.core.diagnose.batch;

import fr.touchweb.console.core.fleet.imports.Csv;
import fr.touchweb.console.core.store.DocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A CSV of addresses and expected targets. A heading is known by its words; without one the first column is the address,
 * the second the target.
 */
public final class BatchFile {
    private static final List<String> URL = List.of("url", "from", "source", "old", "ancienne", "ancienne url", "de");
    private static final List<String> TARGET = List.of("expected", "target", "to", "new", "cible", "attendu",
            "nouvelle", "nouvelle url", "vers");

    private BatchFile() {}

    /**
     * Reads a file.
     *
     * @param name for messages
     * @throws DocumentException when its quotes do not end, with the line
     */
    public static List<BatchRow> read(String name, String text) throws DocumentException {
        List<Csv.Row> rows = Csv.read(name, text);
        int url = 0;
        int target = 1;
        List<BatchRow> found = new ArrayList<>();
        boolean heading = !rows.isEmpty() && column(rows.getFirst(), URL) >= 0;
        if (heading) {
            url = column(rows.getFirst(), URL);
            target = column(rows.getFirst(), TARGET);
        }
        for (Csv.Row row : rows.subList(heading ? 1 : 0, rows.size())) {
            String expected = cell(row, target);
            if (!cell(row, url).isEmpty() && !cell(row, url).startsWith("#")) {
                found.add(new BatchRow(row.line(), cell(row, url), expected.isEmpty() ? null : expected));
            }
        }
        return found;
    }

    private static int column(Csv.Row heading, List<String> names) {
        for (int i = 0; i < heading.cells().size(); i++) {
            if (names.contains(heading.cells().get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static String cell(Csv.Row row, int column) {
        return column >= 0 && column < row.cells().size() ? row.cells().get(column) : "";
    }
}
