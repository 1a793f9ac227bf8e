package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.logs.follow.JournalSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What journalctl itself can look for of what a filter asks, so that few entries travel; never less than what the filter
 * lets through, which is asked again for each entry. A level is not among it: what a log-in tells may be graver than the
 * priority that its entry was given.
 */
public final class JournalMatches {
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9_.@:-]{1,250}");

    private JournalMatches() {}

    /** Options and matches for journalctl; what the source's own name says of units and priorities is not said again. */
    public static List<String> of(LineFilter filter, JournalSource journal) {
        List<LineCondition> asked = (filter.condition() instanceof LineCondition.All(List<LineFilter> parts)
                ? parts.stream()
                : Stream.of(filter)).filter(one -> !one.exclude()).map(LineFilter::condition).toList();
        List<String> options = new ArrayList<>();
        if (journal.unit() == null) {
            asked.stream().flatMap(one -> unit(one).stream()).findFirst().ifPresent(options::add);
        }
        if (journal.priority() == null) {
            options.addAll(priorities(asked));
        }
        asked.stream().flatMap(one -> process(one).stream()).limit(3).forEach(options::add);
        return options;
    }

    private static List<String> unit(LineCondition condition) {
        if (!(condition instanceof LineCondition.OfText(Field field, Comparison comparison, String value))
                || field != Field.UNIT || !UNIT.matcher(value).matches()) {
            return List.of();
        }
        return switch (comparison) {
            case HOLDS -> List.of("--unit=*" + anyCase(value) + "*");
            case SAME -> List.of("--unit=" + anyCase(value) + "*");
            default -> List.of();
        };
    }

    /** A pattern of the shell for these characters in either case. */
    private static String anyCase(String value) {
        StringBuilder pattern = new StringBuilder();
        value.chars().forEach(c -> {
            if (Character.isLetter(c)) {
                pattern.append('[').append((char) Character.toLowerCase(c)).append((char) Character.toUpperCase(c))
                        .append(']');
            } else {
                pattern.append((char) c);
            }
        });
        return pattern.toString();
    }

    private static List<String> priorities(List<LineCondition> asked) {
        IntPredicate all = priority -> true;
        boolean some = false;
        for (LineCondition one : asked) {
            if (one instanceof LineCondition.OfPriority(Comparison comparison, int wanted)
                    && comparison != Comparison.OTHER) {
                all = all.and(priority -> comparison.holds(Integer.compare(priority, wanted)));
                some = true;
            }
        }
        int[] held = IntStream.rangeClosed(0, 7).filter(all).toArray();
        return some && held.length > 0 ? List.of("--priority=" + held[0] + ".." + held[held.length - 1]) : List.of();
    }

    private static List<String> process(LineCondition condition) {
        if (condition instanceof LineCondition.OfNumber(Field field, Comparison comparison, double low, double high)
                && field == Field.PID && (comparison == Comparison.HOLDS || comparison == Comparison.SAME)
                && low == high && low == Math.rint(low)) {
            String pid = String.format(Locale.ROOT, "%.0f", low);
            return List.of("_PID=" + pid, "+", "SYSLOG_PID=" + pid);
        }
        return List.of();
    }
}
