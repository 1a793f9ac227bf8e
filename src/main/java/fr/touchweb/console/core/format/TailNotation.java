package fr.touchweb.console.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words behind the agent of an access line, and what those say that name their unit: {@code rt=0.123}, {@code D=345678},
 * {@code 345678us}, {@code **12/12345678**} whose seconds are those of its microseconds, and nginx's seconds with three decimals.
 */
final class TailNotation {
    private static final Pattern WORD = Pattern.compile(" +(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");
    private static final Pattern UNIT = Pattern.compile("(?<before>[^A-Za-z0-9%$]*(?:(?<name>[A-Za-z_]+)[=:]\"?)?)"
            + "(?<number>\\d+(?:\\.\\d+)?)(?<unit>us|µs|ms|s)(?<after>[^A-Za-z0-9]*)");
    private static final Pattern NAMED = Pattern.compile(
            "(?<before>[^A-Za-z%$]*(?<name>[A-Za-z_]+)[=:]\"?)(?<number>\\d+(?:\\.\\d+)?)(?<after>[^A-Za-z0-9]*)");
    private static final Pattern SECONDS_OF_NGINX = Pattern.compile("\\d{1,5}\\.\\d{3}");
    private static final Pattern BOTH = Pattern.compile("\\*+(?<seconds>\\d{1,9})/(?<micros>\\d{1,15})\\*+");
    private static final int MOST_WORDS = 12;

    private TailNotation() {}

    /** The words of a tail; quoted ones with their quotes. */
    static List<String> words(String tail) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(tail);
        while (words.size() < MOST_WORDS && matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    /** How to read lines like this one; null when no word of it names its unit. */
    static @Nullable TailReading of(List<String> words, boolean nginx) {
        for (int i = 0; i < words.size(); i++) {
            String format = word(words.get(i), nginx);
            if (format != null) {
                return reading(words, i, format);
            }
        }
        return null;
    }

    /** A reading of one word alone; the words before it may be anything. */
    static @Nullable TailReading reading(List<String> words, int place, String format) {
        StringBuilder tail = new StringBuilder();
        for (int i = 0; i < place; i++) {
            tail.append(words.get(i).startsWith("\"") ? "\"%x\" " : "%x ");
        }
        return TailReading.of(tail + format);
    }

    private static @Nullable String word(String word, boolean nginx) {
        Matcher both = BOTH.matcher(word);
        if (both.matches()) {
            return Long.parseLong(both.group("micros")) / 1_000_000 == Long.parseLong(both.group("seconds"))
                    ? word.replaceFirst("\\d+/\\d+", "%T/%D")
                    : null;
        }
        if (nginx && SECONDS_OF_NGINX.matcher(word).matches()) {
            return "$request_time";
        }
        Matcher unit = UNIT.matcher(word);
        if (unit.matches() && (unit.group("name") == null || ofName(unit.group("name"), true) != null)) {
            String directive = switch (unit.group("unit")) {
                case "ms" -> "%{ms}T";
                case "s" -> "%{s}T";
                default -> "%D";
            };
            return unit.group("before") + directive + unit.group("unit") + unit.group("after");
        }
        Matcher named = NAMED.matcher(word);
        if (!named.matches()) {
            return null;
        }
        String directive = ofName(named.group("name"), named.group("number").indexOf('.') >= 0);
        return directive == null ? null : named.group("before") + directive + named.group("after");
    }

    private static @Nullable String ofName(String name, boolean decimals) {
        return switch (name) {
            case "D", "duration_us", "time_us", "request_time_us" -> "%D";
            case "duration_ms", "time_ms", "request_time_ms", "response_time_ms" -> "%{ms}T";
            case "T" -> "%T";
            case "rt", "request_time", "req_time", "duration", "time_taken", "response_time" ->
                decimals ? "$request_time" : null;
            default -> null;
        };
    }
}
