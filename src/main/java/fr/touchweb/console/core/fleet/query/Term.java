package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.facts.Versions;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One word or {@code key:value} of a filter as a test of a server. A value that is not known passes no comparison; it is
 * found by {@code key:?}.
 */
final class Term {
    private static final Pattern TERM = Pattern.compile("([\\p{L}]+)(<=|>=|!=|[:=<>])(.*)", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("([a-z]*)(<=|>=|!=|[=<>])?v?(\\d[\\d.]*)?");
    private static final Pattern NUMBER = Pattern
            .compile("(<=|>=|!=|[=<>])?\\s*([0-9]+(?:[.,][0-9]+)?)\\s*(%|x|×|j|d)?");

    private Term() {}

    static Predicate<ServerView> of(Token token) throws QueryException {
        Matcher matcher = TERM.matcher(token.text());
        if (token.quoted() || !matcher.matches()) {
            return word(token.text());
        }
        Key key = Key.of(matcher.group(1));
        if (key == null) {
            // An address such as https://x is a word, not a key.
            if (matcher.group(3).startsWith("//")) {
                return word(token.text());
            }
            throw new QueryException(token.start(), Message.of("fleet.query.unknownKey", matcher.group(1)));
        }
        String operator = matcher.group(2);
        String value = Key.plain(matcher.group(3));
        int place = token.start() + matcher.start(3);
        if (value.isEmpty()) {
            throw new QueryException(place, Message.of("fleet.query.noValue", matcher.group(1)));
        }
        if (value.equals("?") && (operator.equals(":") || operator.equals("="))) {
            return isUnknown(key);
        }
        return switch (key.kind()) {
            case TEXT -> text(key, operator, value, place);
            case VERSION -> version(key, operator, value, place);
            case NUMBER -> number(key, operator, value, place);
        };
    }

    private static Predicate<ServerView> word(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return view -> view.haystack().contains(plain);
    }

    private static Predicate<ServerView> isUnknown(Key key) {
        return key.kind() == Key.Kind.NUMBER
                ? view -> Double.isNaN(key.number(view))
                : view -> key.texts(view).isEmpty();
    }

    private static Predicate<ServerView> text(Key key, String operator, String value, int place)
            throws QueryException {
        return switch (operator) {
            case ":" -> view -> any(key.texts(view), each -> begins(key, Key.plain(each), value));
            case "=" -> view -> any(key.texts(view), each -> Key.plain(each).equals(value));
            case "!=" -> view -> !key.texts(view).isEmpty()
                    && !any(key.texts(view), each -> Key.plain(each).equals(value));
            default -> throw new QueryException(place - operator.length(),
                    Message.of("fleet.query.noOrder", key.name(false)));
        };
    }

    private static boolean any(List<String> texts, Predicate<String> test) {
        for (String text : texts) {
            if (test.test(text)) {
                return true;
            }
        }
        return false;
    }

    /** Words of a fixed list are matched from their start: "preproduction" is no "production". */
    private static boolean begins(Key key, String known, String wanted) {
        return switch (key) {
            case ROLE, STATE, EOL, CMS -> known.startsWith(wanted);
            default -> known.contains(wanted);
        };
    }

    private static Predicate<ServerView> version(Key key, String operator, String value, int place)
            throws QueryException {
        Matcher matcher = VERSION.matcher(value);
        if (!matcher.matches()) {
            throw new QueryException(place, Message.of("fleet.query.noVersion", value));
        }
        String name = matcher.group(1);
        @Nullable
        String inner = matcher.group(2);
        @Nullable
        String version = matcher.group(3);
        if (inner != null && (!operator.equals(":") || version == null)
                || version == null && !operator.equals(":") && !operator.equals("=") && !operator.equals("!=")) {
            throw new QueryException(place, Message.of("fleet.query.noVersion", value));
        }
        Comparison comparison = comparison(inner == null ? operator : inner);
        String wanted = version == null ? null : version.replaceAll("\\.+$", "");
        Predicate<String> holds = text -> {
            int blank = text.indexOf(' ');
            boolean named = text.substring(0, blank).startsWith(name);
            if (wanted == null) {
                return named == (comparison == Comparison.EQUAL);
            }
            // 8.1 means every 8.1.x: only as many numbers as were asked for are compared.
            String known = Versions.truncate(text.substring(blank + 1), Versions.length(wanted));
            return named && !known.isEmpty() && comparison.holds(Versions.compare(known, wanted));
        };
        // A fleet has few different versions: each is compared once for all the servers that have it.
        Map<String, Boolean> compared = new ConcurrentHashMap<>();
        return view -> any(key.texts(view), text -> compared.computeIfAbsent(text, holds::test));
    }

    private static Predicate<ServerView> number(Key key, String operator, String value, int place)
            throws QueryException {
        Matcher matcher = NUMBER.matcher(value);
        boolean doubled = matcher.matches() && matcher.group(1) != null && !operator.equals(":");
        if (!matcher.matches() || doubled) {
            throw new QueryException(place, Message.of("fleet.query.noNumber", value));
        }
        double wanted = Double.parseDouble(matcher.group(2).replace(',', '.'));
        Comparison comparison = comparison(matcher.group(1) == null ? operator : matcher.group(1));
        return view -> {
            double known = key.number(view);
            return !Double.isNaN(known) && comparison.holds(Double.compare(known, wanted));
        };
    }

    private static Comparison comparison(String operator) {
        return switch (operator) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.MORE;
            case ">=" -> Comparison.AT_LEAST;
            case "!=" -> Comparison.DIFFERENT;
            default -> Comparison.EQUAL;
        };
    }
}
