package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A section of a {@code haproxy.cfg} and its lines as words.
 *
 * @param defaults what it takes over, null when nothing
 */
record HaproxySection(String kind, String name, List<Statement> lines, @Nullable HaproxySection defaults) {
    /** The lines that count, those taken over first. */
    List<Statement> all() {
        return defaults == null ? lines : Stream.concat(defaults.lines.stream(), lines.stream()).toList();
    }

    /** @param doubt why it may not count, null when it does */
    record Statement(ConfigLine line, List<String> words, @Nullable Message doubt) {
        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }

        /** From {@code if} or {@code unless} on, empty without a condition. */
        List<String> condition() {
            for (int i = 1; i < words.size(); i++) {
                if (words.get(i).equals("if") || words.get(i).equals("unless")) {
                    return words.subList(i, words.size());
                }
            }
            return List.of();
        }

        Tri holds(HaproxyConditions conditions) {
            Tri holds = conditions.holds(condition());
            return doubt == null || holds == Tri.NO ? holds : Tri.UNKNOWN;
        }
    }

    static List<HaproxySection> parse(List<ConfigLine> lines) {
        List<HaproxySection> sections = new ArrayList<>();
        HaproxySection current = new HaproxySection("", "", new ArrayList<>(), null);
        HaproxySection defaults = null;
        List<ConfigLine> asked = new ArrayList<>();
        for (ConfigLine line : lines) {
            List<String> words = Words.of(line.text(), true);
            if (words.isEmpty()) {
                continue;
            }
            switch (words.getFirst()) {
                case "global", "defaults", "frontend", "backend", "listen", "resolvers", "peers", "userlist", "cache",
                        "program", "mailers", "ring", "http-errors" -> {
                    String kind = words.getFirst();
                    boolean takes = kind.equals("frontend") || kind.equals("backend") || kind.equals("listen");
                    int from = words.indexOf("from");
                    String wanted = takes && from >= 0 && from + 1 < words.size() ? words.get(from + 1) : null;
                    HaproxySection own = wanted == null ? defaults : defaults(sections, wanted);
                    current = new HaproxySection(kind, words.size() > 1 ? words.get(1) : "", new ArrayList<>(),
                            takes ? own : null);
                    defaults = kind.equals("defaults") ? current : defaults;
                    sections.add(current);
                }
                // Conditions on the environment and the version, which only HAProxy knows when it starts.
                case ".if" -> asked.add(line);
                case ".elif", ".else" -> {
                }
                case ".endif" -> {
                    if (!asked.isEmpty()) {
                        asked.removeLast();
                    }
                }
                default -> current.lines.add(new Statement(line, words, asked.isEmpty()
                        ? null
                        : Message.of("diagnose.rule.doubt.line", asked.getLast().number(), asked.getLast().text())));
            }
        }
        return sections;
    }

    private static @Nullable HaproxySection defaults(List<HaproxySection> sections, String name) {
        return sections.stream().filter(s -> s.kind.equals("defaults") && s.name.equals(name)).findFirst()
                .orElse(null);
    }
}
