package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.BudgetedText;
import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One condition on a line, as a person types it: words (case does not count), {@code "a word"} that stands alone,
 * {@code /regex/} or {@code /regex/i}, a
 * field such as {@code status>=500}, {@code client:198.51.100.7} or {@code level>=warning}; a leading {@code -} turns it
 * round. Immutable.
 */
public final class LineFilter {
    /** Characters that a regular expression may look at in one line, backtracking included. */
    public static final int STEPS = 200_000;

    private static final Pattern CONDITION = Pattern.compile("([A-Za-z]+)(>=|<=|!=|>|<|=|:)(.+)");

    private final String query;
    private final boolean exclude;
    private final @Nullable String words;
    private final @Nullable Pattern regex;
    private final @Nullable Field field;
    private final boolean onLevel;
    private final String operator;
    private final String value;
    private final double number;
    private final @Nullable TimeSpan span;

    private LineFilter(String query, boolean exclude, @Nullable String words, @Nullable Pattern regex,
            @Nullable Field field, boolean onLevel, String operator, String value) {
        this.query = query;
        this.exclude = exclude;
        this.words = words;
        this.regex = regex;
        this.field = field;
        this.onLevel = onLevel;
        this.operator = operator;
        this.value = value;
        this.number = numberOf(field, value);
        this.span = null;
    }

    private LineFilter(String query, boolean exclude, TimeSpan span) {
        this.query = query;
        this.exclude = exclude;
        this.words = null;
        this.regex = null;
        this.field = null;
        this.onLevel = false;
        this.operator = "";
        this.value = "";
        this.number = Double.NaN;
        this.span = span;
    }

    /** What is wrong with a filter, and where. */
    public static final class BadFilterException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Message text;

        BadFilterException(Message text, Throwable cause) {
            super(text.key(), cause);
            this.text = text;
        }

        public Message text() {
            return text;
        }
    }

    /** Reads a condition as it was typed. */
    public static LineFilter of(String typed) throws BadFilterException {
        boolean exclude = typed.startsWith("-") && typed.length() > 1;
        String body = exclude ? typed.substring(1) : typed;
        if (body.startsWith("/") && body.lastIndexOf('/') > 0 && body.substring(body.lastIndexOf('/')).matches("/i?")) {
            int end = body.lastIndexOf('/');
            return regex(typed, exclude, body.substring(1, end), body.endsWith("i"));
        }
        if (body.length() > 2 && body.startsWith("\"") && body.endsWith("\"")) {
            return word(typed, exclude, body.substring(1, body.length() - 1));
        }
        Optional<TimeSpan> times = TimeSpan.of(body);
        if (times.isPresent()) {
            return new LineFilter(typed, exclude, times.get());
        }
        Matcher matcher = CONDITION.matcher(body);
        if (matcher.matches()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            Optional<Field> field = Field.ofId(name);
            if (field.isPresent() || name.equals("level")) {
                return new LineFilter(typed, exclude, null, null, field.orElse(null), name.equals("level"),
                        matcher.group(2), matcher.group(3));
            }
        }
        return new LineFilter(typed, exclude, body.toLowerCase(Locale.ROOT), null, null, false, "", "");
    }

    /** Lines with these characters as a word of its own: an address, and none that begins like it. */
    public static LineFilter word(String characters) {
        return word("\"" + characters + "\"", false, characters);
    }

    private static LineFilter word(String query, boolean exclude, String characters) {
        return new LineFilter(query, exclude, null, SearchPattern.word(characters, true).pattern(), null, false, "",
                "");
    }

    /** A regular expression, for instance of the command line. */
    public static LineFilter regex(String query, boolean exclude, String expression, boolean ignoreCase)
            throws BadFilterException {
        try {
            Pattern pattern = Pattern.compile(expression,
                    ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
            return new LineFilter(query, exclude, null, pattern, null, false, "", "");
        } catch (PatternSyntaxException e) {
            throw new BadFilterException(Message.of("logs.filter.badRegex", e.getDescription(), e.getIndex()), e);
        }
    }

    /** These characters as they stand, whatever they would mean when typed; case does not count. */
    public static LineFilter literal(String characters) {
        boolean plain = !characters.isEmpty() && "-/".indexOf(characters.charAt(0)) < 0
                && !CONDITION.matcher(characters).matches();
        String query = plain ? characters : "/" + Pattern.quote(characters) + "/i";
        return plain
                ? new LineFilter(query, false, characters.toLowerCase(Locale.ROOT), null, null, false, "", "")
                : new LineFilter(query, false, null,
                        Pattern.compile(Pattern.quote(characters), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                        null, false, "", "");
    }

    /** A condition on a field of a line, as “filter in” and “filter out” make it. */
    public static LineFilter field(Field field, String value, boolean exclude) {
        return new LineFilter((exclude ? "-" : "") + field.id() + ":" + value, exclude, null, null, field, false, ":",
                value);
    }

    /** Lines of a span of time, one without a time of its own at that of the line before it. */
    public static LineFilter span(TimeSpan span) {
        return new LineFilter(span.toString(), false, span);
    }

    /** The span of time that it is about, null when it is about something else. */
    public @Nullable TimeSpan span() {
        return span;
    }

    /** As it was typed. */
    public String query() {
        return query;
    }

    public boolean exclude() {
        return exclude;
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
     * @param text the line
     * @param parsed its fields, asked for only when the condition is on one
     */
    public Verdict test(String text, Supplier<ParsedLine> parsed) {
        if (words != null) {
            return Verdict.of(contains(text, words));
        }
        if (regex != null) {
            Matcher matcher = regex.matcher(BudgetedText.of(text, STEPS));
            return switch (BudgetedText.within(matcher::find)) {
                case FOUND -> Verdict.HIT;
                case NOT_FOUND -> Verdict.MISS;
                case UNDECIDED -> Verdict.UNDECIDED;
            };
        }
        ParsedLine line = parsed.get();
        if (span != null) {
            return Verdict.of(span.holds(line.time()));
        }
        return Verdict.of(field == null ? level(line.level()) : compare(line, field));
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
        if (!exclude && words != null) {
            return SearchPattern.literal(words, true);
        }
        if (!exclude && field != null && operator.equals(":") && !field.number()) {
            return SearchPattern.literal(value, true);
        }
        return !exclude && regex != null ? SearchPattern.of(regex) : SearchPattern.ANY;
    }

    /** The same for a search in what the lines say, where their fields stand apart from it. */
    public SearchPattern messagePattern() {
        return words != null || regex != null ? pattern() : SearchPattern.ANY;
    }

    /** Whether it lets a line through. */
    public boolean passes(String text, Supplier<ParsedLine> parsed) {
        return passes(test(text, parsed));
    }

    /** Places of hits in a text that is shown, as pairs of start and end. */
    public List<int[]> places(String text) {
        List<int[]> places = new ArrayList<>();
        if (words != null) {
            int length = words.length();
            for (int i = 0; length > 0 && i + length <= text.length() && places.size() < 100; i++) {
                if (text.regionMatches(true, i, words, 0, length)) {
                    places.add(new int[]{i, i + length});
                    i += length - 1;
                }
            }
        } else if (regex != null) {
            Matcher matcher = regex.matcher(BudgetedText.of(text, STEPS));
            while (places.size() < 100 && BudgetedText.within(matcher::find) == BudgetedText.Result.FOUND) {
                if (matcher.end() > matcher.start()) {
                    places.add(new int[]{matcher.start(), matcher.end()});
                }
            }
        }
        return places;
    }

    /** Whether the condition is on the HTTP status. */
    public boolean isStatus() {
        return field == Field.STATUS;
    }

    /** Whether the condition holds for a number as it stands in a line. */
    public boolean hitsNumber(String digits) {
        double actual = numberOf(field, digits);
        return !Double.isNaN(number) && !Double.isNaN(actual) && ordered(Double.compare(actual, number));
    }

    private static boolean contains(String text, String words) {
        int last = text.length() - words.length();
        if (words.isEmpty()) {
            return true;
        }
        char lower = words.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, words, 0, words.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean level(@Nullable Level level) {
        Level wanted = Stream.of(Level.values()).filter(l -> l.id().equalsIgnoreCase(value)).findFirst().orElse(null);
        return level != null && wanted != null && ordered(Integer.compare(level.ordinal(), wanted.ordinal()));
    }

    private boolean compare(ParsedLine line, Field on) {
        if (!line.has(on)) {
            return false;
        }
        if (!Double.isNaN(number)) {
            double actual = line.number(on);
            return !Double.isNaN(actual) && ordered(Double.compare(actual, number));
        }
        String actual = line.text(on);
        return actual != null && switch (operator) {
            case ":" -> contains(actual, value.toLowerCase(Locale.ROOT));
            default -> ordered(actual.compareToIgnoreCase(value));
        };
    }

    private boolean ordered(int comparison) {
        return switch (operator) {
            case ">=" -> comparison >= 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case "<" -> comparison < 0;
            case "!=" -> comparison != 0;
            default -> comparison == 0;
        };
    }

    /** {@code 2s} and {@code 250ms} are seconds. */
    private static double numberOf(@Nullable Field field, String value) {
        if (field == null || !field.number()) {
            return Double.NaN;
        }
        String digits = value.strip().toLowerCase(Locale.ROOT);
        double unit = 1;
        if (field == Field.DURATION && digits.endsWith("ms")) {
            digits = digits.substring(0, digits.length() - 2);
            unit = 0.001;
        } else if (field == Field.DURATION && digits.endsWith("s")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        try {
            return Double.parseDouble(digits.replace(',', '.')) * unit;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
