package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.TransactionFilter;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.text.Message;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filters as people type them: {@code table:ps_orders}, {@code op:update}, {@code rows>=100}, {@code size>=1M},
 * {@code thread:42}, {@code time:14:05..14:10}, {@code orders.status: 'paid' → 'cancelled'}, {@code value:'x'}, else text
 * of the SQL; a dash in front excludes.
 */
final class FilterText {
    /** What a filter can begin with, in the order in which it is proposed. */
    static final List<String> KEYS = List.of("table:", "op:", "time:", "rows>=", "size>=", "thread:", "sql:", "value:");

    private static final Pattern KEYED = Pattern.compile(
            "(?i)(table|op|operation|opération|thread|connexion|sql|texte|text|time|heure|période)\\s*:\\s*(.*)");
    private static final Pattern AT_LEAST = Pattern
            .compile("(?i)(rows|lignes|size|taille)\\s*(?:>=?|≥)\\s*(\\d+)\\s*([kmg]?)[bo]?");
    private static final Pattern ANY_VALUE = Pattern.compile("(?i)(?:value|valeur)\\s*:\\s*(.+)");
    private static final Pattern IN_COLUMN = Pattern
            .compile("(?:([\\w$-]+)\\.)?(?:([\\w$-]+)\\.)?([\\w$]+|@\\d+)\\s*:\\s*(.*)");
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->|=>)\\s*");
    private static final int KIBI = 1024;

    private FilterText() {}

    /** A text that is no filter. */
    static final class BadFilterException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Message text;

        BadFilterException(Message text) {
            super(text.key());
            this.text = text;
        }

        Message text() {
            return text;
        }
    }

    /** Reads one filter. */
    static RowFilter parse(String typed, ZoneId zone, LocalDate today) throws BadFilterException {
        String text = typed.strip();
        boolean exclude = text.startsWith("-") && text.length() > 1;
        String body = exclude ? text.substring(1).strip() : text;
        Matcher keyed = KEYED.matcher(body);
        if (keyed.matches()) {
            return new RowFilter.InList(text, keyed(keyed.group(1).toLowerCase(Locale.ROOT), keyed.group(2).strip(),
                    zone, today), exclude);
        }
        Matcher least = AT_LEAST.matcher(body);
        if (least.matches()) {
            return new RowFilter.InList(text, atLeast(least), exclude);
        }
        ValueQuery query = exclude ? null : query(body);
        if (query != null) {
            return new RowFilter.InRows(text, query);
        }
        return new RowFilter.InList(text, text(unquoted(body)), exclude);
    }

    private static TransactionFilter keyed(String key, String value, ZoneId zone, LocalDate today)
            throws BadFilterException {
        if (value.isEmpty()) {
            throw new BadFilterException(Message.of("binlogs.filter.noValue", key));
        }
        return switch (key) {
            case "table" -> table(Set.copyOf(list(value)));
            case "op", "operation", "opération" -> operations(value);
            case "thread", "connexion" -> thread(value);
            case "time", "heure", "période" -> TimeRange.parse(value, zone, today).map(FilterText::time)
                    .orElseThrow(() -> new BadFilterException(Message.of("binlogs.filter.badTime", value)));
            default -> text(unquoted(value));
        };
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).filter(part -> !part.isEmpty())
                .map(part -> part.replace("`", "")).toList();
    }

    private static TransactionFilter operations(String value) throws BadFilterException {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (String name : list(value)) {
            if (name.equalsIgnoreCase("ddl")) {
                Arrays.stream(Operation.values()).filter(Operation::isDdl).forEach(operations::add);
                continue;
            }
            operations.add(Arrays.stream(Operation.values()).filter(o -> o.id().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> new BadFilterException(Message.of("binlogs.filter.badOperation", name))));
        }
        return new TransactionFilter(Set.of(), operations, null, null, 0, 0, null, null);
    }

    private static TransactionFilter thread(String value) throws BadFilterException {
        try {
            return new TransactionFilter(Set.of(), Set.of(), null, Long.valueOf(value), 0, 0, null, null);
        } catch (NumberFormatException e) {
            throw new BadFilterException(Message.of("binlogs.filter.badNumber", value));
        }
    }

    private static TransactionFilter atLeast(Matcher matcher) throws BadFilterException {
        long number;
        try {
            long unit = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
                case "k" -> KIBI;
                case "m" -> KIBI * KIBI;
                case "g" -> (long) KIBI * KIBI * KIBI;
                default -> 1;
            };
            number = Math.multiplyExact(Long.parseLong(matcher.group(2)), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadFilterException(Message.of("binlogs.filter.badNumber", matcher.group(2)));
        }
        boolean rows = matcher.group(1).equalsIgnoreCase("rows") || matcher.group(1).equalsIgnoreCase("lignes");
        return new TransactionFilter(Set.of(), Set.of(), null, null, rows ? number : 0, rows ? 0 : number, null, null);
    }

    private static TransactionFilter table(Set<String> names) {
        return new TransactionFilter(names, Set.of(), null, null, 0, 0, null, null);
    }

    private static TransactionFilter text(String text) {
        return new TransactionFilter(Set.of(), Set.of(), text, null, 0, 0, null, null);
    }

    private static TransactionFilter time(TimeRange range) {
        return new TransactionFilter(Set.of(), Set.of(), null, null, 0, 0, range.from(), range.to());
    }

    private static @Nullable ValueQuery query(String body) throws BadFilterException {
        Matcher any = ANY_VALUE.matcher(body);
        if (any.matches()) {
            return query(null, null, null, any.group(1));
        }
        Matcher column = IN_COLUMN.matcher(body);
        if (!column.matches()) {
            return null;
        }
        if (column.group(4).isBlank()) {
            throw new BadFilterException(Message.of("binlogs.filter.noValue", column.group(3)));
        }
        boolean both = column.group(2) != null;
        return query(both ? column.group(1) : null, both ? column.group(2) : column.group(1), column.group(3),
                column.group(4));
    }

    private static ValueQuery query(@Nullable String database, @Nullable String table, @Nullable String column,
            String values) {
        String[] sides = ARROW.split(values, 2);
        Function<String, @Nullable String> side = text -> text.isBlank() || text.strip().equals("*")
                ? null
                : text.strip().equals("NULL") ? ValueQuery.NULL : unquoted(text.strip());
        return sides.length == 1
                ? new ValueQuery(database, table, column, null, null, null, side.apply(sides[0]))
                : new ValueQuery(database, table, column, Operation.UPDATE, side.apply(sides[0]),
                        side.apply(sides[1]), null);
    }

    private static String unquoted(String text) {
        for (String pair : List.of("''", "\"\"", "«»", "“”")) {
            if (text.length() >= 2 && text.charAt(0) == pair.charAt(0)
                    && text.charAt(text.length() - 1) == pair.charAt(1)) {
                return text.substring(1, text.length() - 1);
            }
        }
        return text;
    }

    /** What could stand there instead of a text that was begun. */
    static List<String> completions(String typed, Iterable<String> tables) {
        String text = typed.startsWith("-") ? typed.substring(1) : typed;
        String sign = typed.startsWith("-") ? "-" : "";
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("table:")) {
            tables.forEach(table -> add(found, sign, "table:" + table, lower));
        } else if (lower.startsWith("op:")) {
            add(found, sign, "op:ddl", lower);
            Arrays.stream(Operation.values()).forEach(o -> add(found, sign, "op:" + o.id(), lower));
        } else if (!lower.isEmpty()) {
            KEYS.forEach(key -> add(found, sign, key, lower));
            tables.forEach(table -> add(found, sign, table.substring(table.indexOf('.') + 1) + ".", lower));
        }
        found.removeIf(proposal -> proposal.equals(typed));
        return found.size() > 12 ? found.subList(0, 12) : found;
    }

    private static void add(List<String> found, String sign, String proposal, String begun) {
        if (proposal.toLowerCase(Locale.ROOT).startsWith(begun)) {
            found.add(sign + proposal);
        }
    }
}
