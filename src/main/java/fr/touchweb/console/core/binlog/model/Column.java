package fr.touchweb.console.core.binlog.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as the log's metadata or the database knows it.
 *
 * @param number from 1
 * @param name null when it is not known: shown as {@code @1}
 * @param type SQL type ({@code enum}, {@code varchar(64)}), null when not known
 * @param unsigned null when not known
 * @param charset MySQL name ({@code utf8mb4}), null when not known or not text
 * @param members of ENUM and SET, in order
 * @param key whether it belongs to the primary key
 */
public record Column(int number, @Nullable String name, @Nullable String type, @Nullable Boolean unsigned,
        @Nullable String charset, List<String> members, boolean key) {
    public Column {
        members = List.copyOf(members);
    }

    /** A column of which only the place is known. */
    public static Column unknown(int number) {
        return new Column(number, null, null, null, null, List.of(), false);
    }

    /** Its name, {@code @1} when that is not known. */
    public String label() {
        return name == null ? "@" + number : name;
    }
}
