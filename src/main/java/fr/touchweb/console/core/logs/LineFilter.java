package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a line, as a person types them: words (case does not count), {@code "a word"} that stands alone,
 * {@code /regex/} or {@code /regex/i}, a field such as {@code status>=500}, {@code status:5xx}, {@code agent:"Windows NT"},
 * {@code level>=warning} or {@code priority<=3}; a leading {@code -} turns one round. Several with blanks between them
 * must all hold. Immutable.
 */
public final class LineFilter {
    /** Characters that a regular expression may look at in one line, backtracking included. */
    public static final int STEPS = 200_000;

    private final String query;
    private final boolean exclude;
    private final LineCondition condition;

    LineFilter(String query, boolean exclude, LineCondition condition) {
        this.query = query;
        this.exclude = exclude;
        this.condition = condition;
    }

    /** What is wrong with a filter, and where. */
    public static final class BadFilterException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Message text;

        BadFilterException(Message text) {
            super(text.key());
            this.text = text;
        }

        BadFilterException(Message text, Throwable cause) {
            super(text.key(), cause);
            this.text = text;
        }

        public Message text() {
            return text;
        }
    }

    /** Reads all that was typed as one filter. */
    public static LineFilter of(String typed) throws BadFilterException {
        return FilterReader.read(typed);
    }

    /** Reads what was typed as a filter for each of its conditions. */
    public static List<LineFilter> each(String typed) throws BadFilterException {
        return FilterReader.each(typed);
    }

    /** What lets through what all of these do. */
    public static Optional<LineFilter> all(List<LineFilter> filters) {
        return switch (filters.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(filters.getFirst());
            default -> Optional.of(new LineFilter(filters.stream().map(LineFilter::query).collect(
                    Collectors.joining(" ")), false, new LineCondition.All(List.copyOf(filters))));
        };
    }

    /** Lines with these characters as a word of its own: an address, and none that begins like it. */
    public static LineFilter word(String characters) {
        return new LineFilter("\"" + characters + "\"", false, FilterReader.word(characters));
    }

    /** A regular expression, for instance of the command line. */
    public static LineFilter regex(String query, boolean exclude, String expression, boolean ignoreCase)
            throws BadFilterException {
        return new LineFilter(query, exclude, FilterReader.expression(expression, ignoreCase));
    }

    /** These characters as they stand, whatever they would mean when typed; case does not count. */
    public static LineFilter literal(String characters) {
        return FilterReader.isPlain(characters)
                ? new LineFilter(characters, false, new LineCondition.Words(characters.toLowerCase(Locale.ROOT)))
                : new LineFilter("/" + Pattern.quote(characters) + "/i", false, new LineCondition.Expression(
                        Pattern.compile(Pattern.quote(characters), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
    }

    /** A condition on a field of a line, as “filter in” and “filter out” make it. */
    public static LineFilter field(Field field, String value, boolean exclude) {
        String sign = (exclude ? "-" : "") + field.id() + ":";
        boolean quoted = value.indexOf(' ') >= 0 && value.indexOf('"') < 0;
        try {
            return new LineFilter(sign + (quoted ? "\"" + value + "\"" : value), exclude,
                    FilterReader.of(field, Comparison.HOLDS, value));
        } catch (BadFilterException e) {
            // A number that its line writes as something else is looked for as that.
            return new LineFilter(sign + value, exclude, new LineCondition.OfText(field, Comparison.HOLDS, value));
        }
    }

    /** Lines of a span of time, one without a time of its own at that of the line before it. */
    public static LineFilter span(TimeSpan span) {
        return new LineFilter(span.toString(), false, new LineCondition.InSpan(span));
    }

    /** The span of time that it is about, null when it is about something else. */
    public @Nullable TimeSpan span() {
        return condition instanceof LineCondition.InSpan(TimeSpan span) ? span : null;
    }

    /** The span of time outside of which it lets nothing through, null for none. */
    public @Nullable TimeSpan during() {
        return exclude
                ? null
                : condition instanceof LineCondition.All(List<LineFilter> parts)
                        ? parts.stream().map(LineFilter::during).filter(Objects::nonNull).findFirst().orElse(null)
                        : span();
    }

    /** As it was typed. */
    public String query() {
        return query;
    }

    public boolean exclude() {
        return exclude;
    }

    /** What it asks, before it is turned round. */
    LineCondition condition() {
        return condition;
    }

    /** Whether a condition holds on a line. */
    public enum Verdict {
        HIT, MISS,
        /** The expression gave up before it could be told; a line is not hidden because of that. */
        UNDECIDED;

        static Verdict of(boolean hit) {
            return hit ? HIT : MISS;
        }
    }

    /**
     * Whether the condition holds, before it is turned round.
     *
     * @param text what the line says, or each line of a record, parted by line feeds
     * @param parsed its fields, asked for only when the condition is on one
     */
    public Verdict test(String text, Supplier<ParsedLine> parsed) {
        return condition.test(text, parsed);
    }

    /** Whether a line stays in sight: one that was not decided does, whichever way round the condition is. */
    public boolean passes(Verdict verdict) {
        return verdict == Verdict.UNDECIDED || (verdict == Verdict.HIT) != exclude;
    }

    /**
     * What a line on which the filter lets something through must match at least, for a search in bytes; the filter itself
     * is then asked for each hit.
     */
    public SearchPattern pattern() {
        return exclude ? SearchPattern.ANY : condition.pattern();
    }

    /** The same for a search in what the lines say, where their fields stand apart from it. */
    public SearchPattern messagePattern() {
        return exclude ? SearchPattern.ANY : condition.messagePattern();
    }

    /** Whether it is about more than what a line says: its fields, its level or its time. */
    public boolean asksFields() {
        return condition instanceof LineCondition.All(List<LineFilter> parts)
                ? parts.stream().anyMatch(LineFilter::asksFields)
                : !(condition instanceof LineCondition.Words || condition instanceof LineCondition.Expression);
    }

    /** Whether it lets a line through. */
    public boolean passes(String text, Supplier<ParsedLine> parsed) {
        return passes(test(text, parsed));
    }

    /** Places of hits in a text that is shown, as pairs of start and end. */
    public List<int[]> places(String text) {
        return condition.places(text);
    }

    /** Whether the condition is on the HTTP status and holds for this one. */
    public boolean hitsStatus(int status) {
        return condition.hitsStatus(status);
    }
}
