package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.ValueQuery;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a value query as people type it: {@code orders.status: 'paid' → 'cancelled'}, {@code shop.orders.status: 'paid'}. */
public final class ValueQueries {
    private static final Pattern WHOLE = Pattern
            .compile("\\s*(?:(?:(?:([^.:'\\s]+)\\.)?([^.:'\\s]+)\\.)?([^.:'\\s]+)\\s*:)?\\s*(.+?)\\s*", Pattern.DOTALL);
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->)\\s*");

    private ValueQueries() {}

    /**
     * The query of a text; empty when it is none. An asterisk in the place of a value is any value; {@code NULL} without
     * quotes is SQL's.
     */
    public static Optional<ValueQuery> parse(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String column = matcher.group(3);
        String[] values = splitArrow(matcher.group(4));
        if (values.length == 1) {
            String value = value(values[0]);
            return value == null
                    ? Optional.empty()
                    : Optional.of(new ValueQuery(matcher.group(1), matcher.group(2), any(column), null, null, null,
                            value));
        }
        String before = value(values[0]);
        String after = value(values[1]);
        return before == null && after == null
                ? Optional.empty()
                : Optional.of(
                        new ValueQuery(matcher.group(1), matcher.group(2), any(column), null, before, after, null));
    }

    private static String[] splitArrow(String values) {
        Matcher arrow = ARROW.matcher(values);
        while (arrow.find()) {
            // An arrow inside of quotes is text.
            if (values.substring(0, arrow.start()).chars().filter(c -> c == '\'').count() % 2 == 0) {
                return new String[]{values.substring(0, arrow.start()), values.substring(arrow.end())};
            }
        }
        return new String[]{values};
    }

    private static @Nullable String any(@Nullable String column) {
        return column == null || column.equals("*") ? null : column;
    }

    private static @Nullable String value(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.equals("*")) {
            return null;
        }
        if (text.equals("NULL")) {
            return ValueQuery.NULL;
        }
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1).replace("''", "'")
                : text;
    }
}
