package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values by RFC 4180; the semicolon of French spreadsheets is found by itself. */
public final class Csv {
    /** A row and the line on which it begins, 1-based. */
    public record Row(int line, List<String> cells) {}

    private Csv() {}

    /**
     * Reads a text; rows without any content are left out.
     *
     * @throws DocumentException when a quote does not end, with the line where it begins
     */
    public static List<Row> read(String document, String text) throws DocumentException {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char separator = separator(clean);
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        int line = 1;
        int start = 1;
        int open = 0;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (open > 0) {
                if (c == '"' && i + 1 < clean.length() && clean.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    open = 0;
                } else {
                    cell.append(c);
                    line += c == '\n' ? 1 : 0;
                }
            } else if (c == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                open = line;
            } else if (c == separator) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && i + 1 < clean.length() && clean.charAt(i + 1) == '\n') {
                    i++;
                }
                finish(rows, cells, cell, start);
                line++;
                start = line;
            } else {
                cell.append(c);
            }
        }
        if (open > 0) {
            throw new DocumentException(document, "", open, Message.of("fleet.query.openQuote"));
        }
        finish(rows, cells, cell, start);
        return rows;
    }

    private static void finish(List<Row> rows, List<String> cells, StringBuilder cell, int line) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
        if (cells.stream().anyMatch(each -> !each.isEmpty())) {
            rows.add(new Row(line, List.copyOf(cells)));
        }
        cells.clear();
    }

    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        long semicolons = header.chars().filter(c -> c == ';').count();
        long commas = header.chars().filter(c -> c == ',').count();
        long tabs = header.chars().filter(c -> c == '\t').count();
        return tabs > semicolons && tabs > commas ? '\t' : semicolons > commas ? ';' : ',';
    }
}
