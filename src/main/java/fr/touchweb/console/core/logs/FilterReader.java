package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.LineFilter.BadFilterException;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads conditions as a person types them. */
final class FilterReader {
    private static final String SIGNS = "(>=|<=|!=|>|<|=|:)";
    private static final Pattern CONDITION = Pattern.compile("([A-Za-z]+)" + SIGNS + "(.+)");
    /** One among others: its value ends at a blank, unless it stands in quotes. */
    private static final Pattern AMONG = Pattern.compile("(?<!\\S)-?([A-Za-z]+)" + SIGNS
            + "(?:\"[^\"]+\"(?!\\S)|\\S+)");
    private static final Pattern REGEX = Pattern.compile("/(.+)/(i?)", Pattern.DOTALL);
    /** Several HTTP statuses at once: {@code 5xx}, {@code 50x}. */
    private static final Pattern STATUSES = Pattern.compile("[1-9](?:xx|[0-9]x)");
    private static final String LEVEL = "level";
    private static final String PRIORITY = Field.PRIORITY.id();
    /** Of syslog, 0 to 7 (RFC 5424, table 2). */
    private static final List<String> PRIORITIES = List.of("emerg", "alert", "crit", "err", "warning", "notice",
            "info", "debug");

    private FilterReader() {}

    /** One filter for all that was typed. */
    static LineFilter read(String typed) throws BadFilterException {
        List<LineFilter> each = each(typed);
        return each.size() == 1 ? each.getFirst() : new LineFilter(typed, false, new LineCondition.All(each));
    }

    /** A filter for each condition of {@code status>=500 host:www.acme.test timed out}; words stay together. */
    static List<LineFilter> each(String typed) throws BadFilterException {
        List<LineFilter> all = new ArrayList<>();
        for (String part : parts(typed)) {
            all.add(one(part));
        }
        return all;
    }

    /** Whether characters mean themselves when they are typed. */
    static boolean isPlain(String characters) {
        String stripped = characters.strip();
        return stripped.equals(characters) && !stripped.isEmpty() && "-/\"".indexOf(stripped.charAt(0)) < 0
                && !CONDITION.matcher(stripped).matches() && parts(stripped).size() == 1
                && TimeSpan.of(stripped).isEmpty();
    }

    private static List<String> parts(String typed) {
        String body = typed.startsWith("-") ? typed.substring(1) : typed;
        if (REGEX.matcher(body).matches() || quoted(body).isPresent() || TimeSpan.of(body).isPresent()) {
            return List.of(typed);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        Matcher matcher = AMONG.matcher(typed);
        while (matcher.find()) {
            if (isKnown(matcher.group(1))) {
                words(typed.substring(from, matcher.start()), parts);
                parts.add(matcher.group());
                from = matcher.end();
            }
        }
        words(typed.substring(from), parts);
        return parts.isEmpty() ? List.of(typed) : parts;
    }

    private static void words(String between, List<String> parts) {
        if (!between.isBlank()) {
            parts.add(between.strip());
        }
    }

    private static boolean isKnown(String name) {
        return name.equalsIgnoreCase(LEVEL) || name.equalsIgnoreCase(PRIORITY) || field(name).isPresent();
    }

    private static Optional<Field> field(String name) {
        return Stream.of(Field.values()).filter(field -> field.id().equalsIgnoreCase(name)).findFirst();
    }

    private static Optional<String> quoted(String text) {
        boolean whole = text.length() > 2 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1;
        return whole ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    private static LineFilter one(String typed) throws BadFilterException {
        boolean exclude = typed.startsWith("-") && typed.length() > 1;
        String body = exclude ? typed.substring(1) : typed;
        Matcher regex = REGEX.matcher(body);
        if (regex.matches()) {
            return new LineFilter(typed, exclude, expression(regex.group(1), !regex.group(2).isEmpty()));
        }
        Optional<String> word = quoted(body);
        if (word.isPresent()) {
            return new LineFilter(typed, exclude, word(word.get()));
        }
        Optional<TimeSpan> times = TimeSpan.of(body);
        if (times.isPresent()) {
            return new LineFilter(typed, exclude, new LineCondition.InSpan(times.get()));
        }
        Matcher matcher = CONDITION.matcher(body);
        boolean condition = matcher.matches() && isKnown(matcher.group(1));
        return new LineFilter(typed, exclude, condition
                ? condition(matcher.group(1), Comparison.of(matcher.group(2)), matcher.group(3))
                : new LineCondition.Words(body.toLowerCase(Locale.ROOT)));
    }

    static LineCondition word(String characters) {
        return new LineCondition.Expression(SearchPattern.word(characters, true).pattern());
    }

    static LineCondition expression(String expression, boolean ignoreCase) throws BadFilterException {
        try {
            return new LineCondition.Expression(Pattern.compile(expression,
                    ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
        } catch (PatternSyntaxException e) {
            throw new BadFilterException(Message.of("logs.filter.badRegex", e.getDescription(), e.getIndex()), e);
        }
    }

    private static LineCondition condition(String name, Comparison comparison, String typed)
            throws BadFilterException {
        String value = quoted(typed).orElse(typed);
        if (name.equalsIgnoreCase(LEVEL)) {
            Level level = Level.ofWord(value);
            if (level == null) {
                throw new BadFilterException(Message.of("logs.filter.badLevel", value));
            }
            return new LineCondition.OfLevel(comparison, level);
        }
        if (name.equalsIgnoreCase(PRIORITY)) {
            return new LineCondition.OfPriority(comparison, priority(value));
        }
        return of(field(name).orElseThrow(), comparison, value);
    }

    /** A condition on a field; one on a number takes a number alone. */
    static LineCondition of(Field field, Comparison comparison, String value) throws BadFilterException {
        if (!field.number()) {
            return new LineCondition.OfText(field, comparison, value);
        }
        OptionalDouble number = number(field, value);
        if (number.isPresent()) {
            return new LineCondition.OfNumber(field, comparison, number.getAsDouble(), number.getAsDouble());
        }
        String status = value.strip().toLowerCase(Locale.ROOT);
        if (field != Field.STATUS || !STATUSES.matcher(status).matches()) {
            throw new BadFilterException(Message.of("logs.filter.badNumber", field.id(), value));
        }
        return new LineCondition.OfNumber(field, comparison, Integer.parseInt(status.replace('x', '0')),
                Integer.parseInt(status.replace('x', '9')));
    }

    private static int priority(String value) throws BadFilterException {
        String word = value.strip().toLowerCase(Locale.ROOT);
        int place = PRIORITIES.indexOf(word);
        Level level = Level.ofWord(word);
        if (place < 0 && word.matches("[0-7]")) {
            place = word.charAt(0) - '0';
        } else if (place < 0 && level != null) {
            place = level.severity();
        }
        if (place < 0) {
            throw new BadFilterException(Message.of("logs.filter.badPriority", value));
        }
        return place;
    }

    /** {@code 2s} and {@code 250ms} are seconds. */
    private static OptionalDouble number(Field field, String value) {
        String digits = value.strip().toLowerCase(Locale.ROOT);
        double unit = 1;
        if (field.seconds() && digits.endsWith("ms")) {
            digits = digits.substring(0, digits.length() - 2);
            unit = 0.001;
        } else if (field.seconds() && digits.endsWith("s")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        try {
            return OptionalDouble.of(Double.parseDouble(digits.strip().replace(',', '.')) * unit);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
