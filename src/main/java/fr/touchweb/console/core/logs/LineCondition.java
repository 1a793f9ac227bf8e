package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.BudgetedText;
import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter.Verdict;
import fr.touchweb.console.core.logs.search.SearchPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@link LineFilter} asks of a line, before it is turned round. */
sealed interface LineCondition {
    /** Places of hits that are shown in one text. */
    int MOST_PLACES = 100;
    /** Characters that JSON, Apache, nginx and HAProxy write as they are. */
    Pattern NEVER_ESCAPED = Pattern.compile("[A-Za-z0-9._:=,;@?%+~-]+");

    /** @param parsed asked only by what is about a field */
    Verdict test(String text, Supplier<ParsedLine> parsed);

    /** What the bytes of a line on which it holds must match at least. */
    default SearchPattern pattern() {
        return SearchPattern.ANY;
    }

    /** The same where the fields of a line stand apart from what it says. */
    default SearchPattern messagePattern() {
        return pattern();
    }

    /** Where it holds in a text that is shown, as pairs of start and end. */
    default List<int[]> places(String text) {
        return List.of();
    }

    /** Whether it is on the HTTP status, and holds for this one. */
    default boolean hitsStatus(int status) {
        return false;
    }

    /** These characters, whatever their case. */
    record Words(String lower) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            return Verdict.of(contains(text, lower));
        }

        @Override
        public SearchPattern pattern() {
            return SearchPattern.literal(lower, true);
        }

        @Override
        public List<int[]> places(String text) {
            List<int[]> places = new ArrayList<>();
            int length = lower.length();
            for (int i = 0; length > 0 && i + length <= text.length() && places.size() < MOST_PLACES; i++) {
                if (text.regionMatches(true, i, lower, 0, length)) {
                    places.add(new int[]{i, i + length});
                    i += length - 1;
                }
            }
            return places;
        }
    }

    /** A regular expression, within {@link LineFilter#STEPS}. */
    record Expression(Pattern regex) implements LineCondition {
        /** A record holds what one of its lines does; each has the steps of a line. */
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            int feed = text.indexOf('\n');
            if (feed < 0) {
                return line(text);
            }
            Verdict found = Verdict.MISS;
            for (String line : text.split("\n", -1)) {
                Verdict own = line(line);
                if (own == Verdict.HIT) {
                    return own;
                }
                found = own == Verdict.UNDECIDED ? own : found;
            }
            return found;
        }

        private Verdict line(String text) {
            Matcher matcher = regex.matcher(BudgetedText.of(text, LineFilter.STEPS));
            return switch (BudgetedText.within(matcher::find)) {
                case FOUND -> Verdict.HIT;
                case NOT_FOUND -> Verdict.MISS;
                case UNDECIDED -> Verdict.UNDECIDED;
            };
        }

        @Override
        public SearchPattern pattern() {
            return SearchPattern.of(regex);
        }

        @Override
        public List<int[]> places(String text) {
            List<int[]> places = new ArrayList<>();
            Matcher matcher = regex.matcher(BudgetedText.of(text, LineFilter.STEPS));
            while (places.size() < MOST_PLACES && BudgetedText.within(matcher::find) == BudgetedText.Result.FOUND) {
                if (matcher.end() > matcher.start()) {
                    places.add(new int[]{matcher.start(), matcher.end()});
                }
            }
            return places;
        }
    }

    /** What a field with text says; {@link Comparison#HOLDS} looks inside it, also as its line writes it. */
    record OfText(Field field, Comparison comparison, String value) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            ParsedLine line = parsed.get();
            String actual = line.text(field);
            if (actual == null || comparison != Comparison.HOLDS) {
                return Verdict.of(actual != null && comparison.holds(actual.compareToIgnoreCase(value)));
            }
            String lower = value.toLowerCase(Locale.ROOT);
            String written = line.written(field);
            return Verdict.of(contains(actual, lower) || written != null && contains(written, lower));
        }

        /** Of the value, what no format writes in any other way. */
        @Override
        public SearchPattern pattern() {
            String longest = "";
            if (comparison == Comparison.HOLDS || comparison == Comparison.SAME) {
                Matcher runs = NEVER_ESCAPED.matcher(value);
                while (runs.find()) {
                    longest = runs.end() - runs.start() > longest.length() ? runs.group() : longest;
                }
            }
            return longest.isEmpty() ? SearchPattern.ANY : SearchPattern.literal(longest, true);
        }

        @Override
        public SearchPattern messagePattern() {
            return SearchPattern.ANY;
        }
    }

    /**
     * The number that a field holds, held against one or, as {@code 5xx}, against all from one to another.
     *
     * @param high not below the other one
     */
    record OfNumber(Field field, Comparison comparison, double low, double high) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            double actual = parsed.get().number(field);
            return Verdict.of(!Double.isNaN(actual) && holds(actual));
        }

        private boolean holds(double actual) {
            return comparison.holds(actual < low ? -1 : actual > high ? 1 : 0);
        }

        /** The three digits of a status stand in its line as they are. */
        @Override
        public SearchPattern pattern() {
            boolean digits = field == Field.STATUS && low == high && low >= 100 && low == Math.rint(low)
                    && (comparison == Comparison.HOLDS || comparison == Comparison.SAME);
            return digits ? SearchPattern.literal(String.valueOf((long) low), false) : SearchPattern.ANY;
        }

        @Override
        public SearchPattern messagePattern() {
            return SearchPattern.ANY;
        }

        @Override
        public boolean hitsStatus(int status) {
            return field == Field.STATUS && holds(status);
        }
    }

    /** How bad a line says it is. */
    record OfLevel(Comparison comparison, Level level) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            Level actual = parsed.get().level();
            return Verdict.of(actual != null && comparison.holds(actual.compareTo(level)));
        }
    }

    /** The same as syslog counts it, 0 to 7: that of the journal's entry, else the one that the level stands for. */
    record OfPriority(Comparison comparison, int priority) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            ParsedLine line = parsed.get();
            Level level = line.level();
            if (line.has(Field.PRIORITY)) {
                return Verdict.of(comparison.holds(Double.compare(line.number(Field.PRIORITY), priority)));
            }
            return Verdict.of(level != null && comparison.holds(Integer.compare(level.severity(), priority)));
        }
    }

    /** The time that a line tells, or all the time of the work that it tells of. */
    record InSpan(TimeSpan span) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            return Verdict.of(span.holds(parsed.get().time(), parsed));
        }
    }

    /** Several at once, some of them turned round. */
    record All(List<LineFilter> parts) implements LineCondition {
        @Override
        public Verdict test(String text, Supplier<ParsedLine> parsed) {
            Verdict all = Verdict.HIT;
            for (LineFilter part : parts) {
                Verdict verdict = part.test(text, parsed);
                if (!part.passes(verdict)) {
                    return Verdict.MISS;
                }
                all = verdict == Verdict.UNDECIDED ? verdict : all;
            }
            return all;
        }

        @Override
        public SearchPattern pattern() {
            return parts.stream().map(LineFilter::pattern).filter(one -> one != SearchPattern.ANY).findFirst()
                    .orElse(SearchPattern.ANY);
        }

        @Override
        public SearchPattern messagePattern() {
            return parts.stream().map(LineFilter::messagePattern).filter(one -> one != SearchPattern.ANY).findFirst()
                    .orElse(SearchPattern.ANY);
        }

        @Override
        public List<int[]> places(String text) {
            return parts.stream().filter(part -> !part.exclude()).flatMap(part -> part.places(text).stream()).toList();
        }

        @Override
        public boolean hitsStatus(int status) {
            return parts.stream().anyMatch(part -> !part.exclude() && part.hitsStatus(status));
        }
    }

    private static boolean contains(String text, String lower) {
        int last = text.length() - lower.length();
        if (lower.isEmpty()) {
            return true;
        }
        char first = lower.charAt(0);
        char upper = Character.toUpperCase(first);
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == first || c == upper) && text.regionMatches(true, i, lower, 0, lower.length())) {
                return true;
            }
        }
        return false;
    }
}
