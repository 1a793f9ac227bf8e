package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What could stand where the caret is.
 *
 * @param start index of the first character that a proposal replaces; it ends at the caret
 * @param proposals whole replacements, best first
 */
public record Completion(int start, List<String> proposals) {
    private static final int LIMIT = 12;

    public Completion {
        proposals = List.copyOf(proposals);
    }

    /**
     * Proposals for a caret.
     *
     * @param french whether keys are proposed in French
     */
    public static Completion at(String text, int caret, Collection<ServerView> servers, boolean french) {
        int start = caret;
        while (start > 0 && " ()-".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String begun = Key.plain(text.substring(start, caret));
        int colon = begun.indexOf(':');
        Key key = colon < 0 ? null : Key.of(begun.substring(0, colon));
        List<String> found = key == null
                ? keys(begun, french)
                : values(Objects.requireNonNull(key), text.substring(start, start + colon + 1),
                        begun.substring(colon + 1), servers);
        return new Completion(start, found.subList(0, Math.min(LIMIT, found.size())));
    }

    private static List<String> keys(String begun, boolean french) {
        List<String> found = new ArrayList<>();
        if (begun.isEmpty() || begun.indexOf(':') >= 0) {
            return found;
        }
        for (Key key : Key.values()) {
            String name = key.name(french);
            if (name.startsWith(begun) || key.name(!french).startsWith(begun)) {
                found.add(name + (key.kind() == Key.Kind.NUMBER ? ">" : ":"));
            }
        }
        return found;
    }

    private static List<String> values(Key key, String prefix, String begun, Collection<ServerView> servers) {
        TreeSet<String> values = new TreeSet<>();
        for (ServerView view : servers) {
            key.texts(view).stream().map(text -> key.kind() == Key.Kind.VERSION ? version(key, text) : Key.plain(text))
                    .filter(text -> !text.isEmpty() && text.startsWith(begun)).forEach(values::add);
        }
        return values.stream().map(value -> prefix + (value.contains(" ") ? "\"" + value + "\"" : value)).toList();
    }

    private static String version(Key key, String text) {
        String[] parts = text.split(" ", 2);
        String version = fr.touchweb.console.core.fleet.facts.Versions.truncate(parts[1],
                key == Key.OS ? 1 : 2);
        return key == Key.OS || key == Key.DATABASE ? parts[0] + version : version;
    }
}
