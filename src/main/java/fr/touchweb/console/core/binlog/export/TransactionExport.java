package fr.touchweb.console.core.binlog.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes transactions as JSON Lines, with the names of the command line, or as CSV with a line a statement. */
public final class TransactionExport {
    /** Stands for a value that was masked. */
    static final String MASKED = "?";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern TEXTS = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'?+|\"(?:[^\"\\\\]|\\\\.|\"\")*+\"?+",
            Pattern.DOTALL);
    private static final Pattern NUMBERS = Pattern.compile("(?<![\\w`.])-?\\d[\\w.]*");

    private TransactionExport() {}

    /** What an export looks like. */
    public enum Kind {
        JSON_LINES, CSV
    }

    /**
     * Writes transactions.
     *
     * @param mask whether every literal of the SQL becomes a question mark
     * @return transactions written
     */
    public static long write(List<Transaction> transactions, Kind kind, boolean mask, OutputStream out,
            BooleanSupplier cancelled) throws IOException {
        if (kind == Kind.CSV) {
            out.write("file,start,gtid,time,commitTime,thread,operation,tables,rows,sql\r\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        long written = 0;
        for (Transaction one : transactions) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            String text = kind == Kind.CSV ? csv(one, mask) : json(one, mask);
            out.write(text.getBytes(StandardCharsets.UTF_8));
            written++;
        }
        return written;
    }

    /** SQL without its values. Texts go whole, also where their end is missing because the SQL was cut. */
    static String masked(String sql) {
        return NUMBERS.matcher(TEXTS.matcher(sql).replaceAll(MASKED)).replaceAll(MASKED);
    }

    private static String sql(Statement statement, boolean mask) {
        String text = statement.sql() == null ? "" : statement.sql().text();
        return mask ? masked(text) : text;
    }

    private static String csv(Transaction one, boolean mask) {
        StringBuilder lines = new StringBuilder();
        for (Statement statement : one.statements()) {
            lines.append(List.of(one.file(), String.valueOf(statement.start()), text(one.gtid()),
                    statement.time().toString(), text(one.commitTime()), text(one.thread()),
                    statement.operation().id(),
                    statement.changes().stream().map(change -> change.table().toString()).distinct()
                            .collect(Collectors.joining(" ")),
                    statement.rows() < 0 ? "" : String.valueOf(statement.rows()), sql(statement, mask)).stream()
                    .map(TransactionExport::quoted).collect(Collectors.joining(","))).append("\r\n");
        }
        return lines.toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A field of RFC 4180; one that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String quoted(String field) {
        String safe = !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String json(Transaction one, boolean mask) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("file", one.file());
            json.writeNumberField("start", one.start());
            json.writeNumberField("end", one.end());
            json.writeStringField("gtid", one.gtid());
            time(json, "time", one.time());
            time(json, "commitTime", one.commitTime());
            json.writeObjectField("thread", one.thread());
            json.writeArrayFieldStart("tables");
            for (TableName table : one.tables()) {
                json.writeString(table.toString());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("ops");
            for (Map.Entry<Operation, Long> entry : one.operations().entrySet()) {
                number(json, entry.getKey().id(), entry.getValue());
            }
            json.writeEndObject();
            number(json, "rows", one.rows());
            json.writeArrayFieldStart("statements");
            for (Statement statement : one.statements()) {
                statement(json, statement, mask);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    private static void statement(JsonGenerator json, Statement statement, boolean mask) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", statement.operation().id());
        json.writeStringField("sql", statement.sql() == null ? null : sql(statement, mask));
        json.writeArrayFieldStart("tables");
        for (String table : statement.changes().stream().map(change -> change.table().toString()).distinct().toList()) {
            json.writeString(table);
        }
        json.writeEndArray();
        number(json, "rows", statement.rows());
        json.writeNumberField("start", statement.start());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : time.toString());
    }
}
