package fr.touchweb.console.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a request took, in what an access line says behind the agent: written as a LogFormat of Apache ({@code %D},
 * {@code %T}, {@code %{ms}T}) or a log_format of nginx ({@code $request_time}) has it there. Immutable.
 */
final class TailReading {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "%[<>!0-9,]*(?:\\{(?<argument>[^}]*)})?(?<letter>\\^?[A-Za-z])|\\$(?<variable>[a-z_0-9]+)");
    private static final Pattern AGENT = Pattern.compile(
            "(?i)^.*(?:%\\{User-Agent}i|\\$http_user_agent)\\\\?\"", Pattern.DOTALL);

    private final String text;
    private final List<Part> parts;
    /** The part that says it most finely. */
    private final int wanted;

    /**
     * @param literal what stands there; null for a value
     * @param unit seconds that one of it lasts; NaN for something else
     */
    private record Part(@Nullable String literal, double unit) {}

    private TailReading(String text, List<Part> parts, int wanted) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.wanted = wanted;
    }

    /**
     * Reads a format.
     *
     * @param format all of it, or what it has behind the agent
     * @return null when it tells no duration there
     */
    static @Nullable TailReading of(String format) {
        String tail = AGENT.matcher(format).replaceFirst("").strip();
        tail = tail.endsWith("\"") && tail.indexOf('"') == tail.length() - 1
                ? tail.substring(0, tail.length() - 1)
                : tail;
        List<Part> parts = new ArrayList<>();
        Matcher directives = DIRECTIVE.matcher(tail);
        int at = 0;
        int wanted = -1;
        while (directives.find()) {
            String before = (parts.isEmpty() ? " " : "") + tail.substring(at, directives.start());
            if (!before.isEmpty()) {
                parts.add(new Part(before, Double.NaN));
            }
            double unit = unit(directives);
            if (unit > 0 && (wanted < 0 || unit < parts.get(wanted).unit())) {
                wanted = parts.size();
            }
            parts.add(new Part(null, unit));
            at = directives.end();
        }
        if (at < tail.length()) {
            parts.add(new Part(tail.substring(at), Double.NaN));
        }
        return wanted < 0 ? null : new TailReading(tail, parts, wanted);
    }

    private static double unit(Matcher directive) {
        if (directive.group("variable") != null) {
            return directive.group("variable").equals("request_time") ? 1 : Double.NaN;
        }
        String argument = directive.group("argument");
        return switch (directive.group("letter")) {
            case "D" -> 1e-6;
            case "T" -> argument == null || argument.equals("s")
                    ? 1
                    : argument.equals("ms") ? 1e-3 : argument.equals("us") ? 1e-6 : Double.NaN;
            default -> Double.NaN;
        };
    }

    /** As it would stand in the server's configuration. */
    String text() {
        return text;
    }

    /**
     * Notes the duration.
     *
     * @param from place after the agent's quote
     * @return whether the bytes are of this form
     */
    boolean read(byte[] b, int from, int end, ParsedLine out) {
        int i = from;
        int found = -1;
        int foundEnd = -1;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            if (part.literal() != null) {
                if (!Bytes.at(b, i, end, part.literal())) {
                    return false;
                }
                i += part.literal().length();
                continue;
            }
            String next = p + 1 < parts.size() ? parts.get(p + 1).literal() : " ";
            int stop = next == null ? -1 : Bytes.find(b, i, end, next);
            stop = stop < 0 ? end : stop;
            if (p == wanted) {
                found = i;
                foundEnd = stop;
            }
            i = stop;
        }
        if (found < foundEnd && b[found] >= '0' && b[found] <= '9'
                && !Double.isNaN(Bytes.decimal(b, found, foundEnd))) {
            out.duration(found, foundEnd, parts.get(wanted).unit());
        }
        return true;
    }
}
