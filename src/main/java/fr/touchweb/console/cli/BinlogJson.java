package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.SqlText;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.text.PersonalValues;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transactions as the command line writes them; what is not known is null. */
final class BinlogJson {
    private BinlogJson() {}

    static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    /**
     * Writes the fields of a transaction.
     *
     * @param verdict whether it is whole: {@code complete}, else what the file's verdict is
     * @param masked whether values in SQL are masked
     */
    static void fields(JsonGenerator json, Transaction transaction, String verdict, boolean masked)
            throws IOException {
        json.writeStringField("file", transaction.file());
        json.writeNumberField("start", transaction.start());
        json.writeNumberField("end", transaction.end());
        json.writeStringField("gtid", transaction.gtid());
        json.writeStringField("time", time(transaction.time()));
        json.writeStringField("commitTime", time(transaction.commitTime()));
        number(json, "thread", transaction.thread());
        tables(json, transaction.tables());
        json.writeObjectFieldStart("ops");
        for (Map.Entry<Operation, Long> entry : transaction.operations().entrySet()) {
            number(json, entry.getKey().id(), known(entry.getValue()));
        }
        json.writeEndObject();
        number(json, "rows", known(transaction.rows()));
        json.writeArrayFieldStart("statements");
        for (Statement statement : transaction.statements()) {
            json.writeStartObject();
            statement(json, statement, masked);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("verdict", verdict);
        json.writeStringField("ending", transaction.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeNumberField("bytes", transaction.bytes());
        marks(json, transaction.marks());
    }

    private static void statement(JsonGenerator json, Statement statement, boolean masked) throws IOException {
        SqlText sql = statement.sql();
        json.writeStringField("op", statement.operation().id());
        json.writeStringField("sql", sql == null ? null : masked ? PersonalValues.masked(sql.text()) : sql.text());
        tables(json, statement.changes().stream().map(change -> change.table()).distinct().toList());
        number(json, "rows", statement.operation().changesRows() ? known(statement.rows()) : null);
        json.writeNumberField("start", statement.start());
        json.writeNumberField("end", statement.end());
        json.writeStringField("time", time(statement.time()));
        marks(json, statement.marks());
    }

    private static void tables(JsonGenerator json, Collection<TableName> tables) throws IOException {
        json.writeArrayFieldStart("tables");
        for (TableName table : tables) {
            json.writeString(table.toString());
        }
        json.writeEndArray();
    }

    private static void marks(JsonGenerator json, Collection<Mark> marks) throws IOException {
        if (!marks.isEmpty()) {
            json.writeArrayFieldStart("marks");
            for (Mark mark : marks.stream().sorted().toList()) {
                json.writeString(mark.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            json.writeEndArray();
        }
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : JsonLines.time(instant);
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : Long.valueOf(value);
    }
}
