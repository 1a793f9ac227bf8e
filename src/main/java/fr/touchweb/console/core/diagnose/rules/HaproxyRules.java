package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code haproxy.cfg}: its redirects, its backends, tried on one request (HAProxy 2.6 configuration manual, 4 and 7). */
public final class HaproxyRules {
    private static final Pattern PORTS = Pattern.compile(".*:(\\d+)(?:-(\\d+))?");

    private final List<Section> sections;

    private HaproxyRules(List<Section> sections) {
        this.sections = sections;
    }

    /** A section and its lines as words. */
    private record Section(String kind, String name, List<Statement> lines) {}

    private record Statement(ConfigLine line, List<String> words) {}

    /**
     * A server of a backend.
     *
     * @param backend its name
     * @param host as written
     * @param tls whether HAProxy speaks TLS to it
     */
    public record Backend(String backend, String host, int port, boolean tls) {}

    public static HaproxyRules parse(List<ConfigLine> lines) {
        List<Section> sections = new ArrayList<>();
        Section current = new Section("", "", new ArrayList<>());
        for (ConfigLine line : lines) {
            List<String> words = Words.of(line.text(), true);
            if (words.isEmpty()) {
                continue;
            }
            switch (words.getFirst()) {
                case "global", "defaults", "frontend", "backend", "listen", "resolvers", "peers", "userlist", "cache",
                        "program", "mailers", "ring", "http-errors" -> {
                    current = new Section(words.getFirst(), words.size() > 1 ? words.get(1) : "", new ArrayList<>());
                    sections.add(current);
                }
                default -> current.lines.add(new Statement(line, words));
            }
        }
        return new HaproxyRules(sections);
    }

    /** Whether it listens on a port. */
    public boolean listens(int port) {
        return sections.stream().anyMatch(section -> binds(section, port) != null);
    }

    /** Servers that a request to a port may be handed to. */
    public List<Backend> backends(RuleRequest request) {
        List<Backend> found = new ArrayList<>();
        for (Section entry : sections) {
            Boolean tls = binds(entry, request.port());
            if (tls == null) {
                continue;
            }
            HaproxyConditions conditions = conditions(entry, request, tls);
            List<Section> handed = new ArrayList<>(entry.kind.equals("listen") ? List.of(entry) : List.of());
            reached(entry, conditions).forEach((name, _) -> handed.add(named(name)));
            for (Section section : handed) {
                section.lines.stream().filter(s -> s.words.getFirst().equals("server") && s.words.size() > 2)
                        .forEach(s -> server(section, s).ifPresent(found::add));
            }
        }
        return found;
    }

    private static Optional<Backend> server(Section section, Statement statement) {
        Matcher address = Pattern.compile("(?:ipv[46]@)?(.*):(\\d{1,5})").matcher(statement.words.get(2));
        return address.matches()
                ? Optional.of(new Backend(section.name, address.group(1),
                        Integer.parseInt(address.group(2)), statement.words.contains("ssl")))
                : Optional.empty();
    }

    /** Rules that fit, in the order in which HAProxy meets them; the first certain one ends the list. */
    public List<Rule> rules(RuleRequest request) {
        List<Rule> fitting = new ArrayList<>();
        for (Section entry : sections) {
            Boolean tls = binds(entry, request.port());
            if (tls == null) {
                continue;
            }
            HaproxyConditions conditions = conditions(entry, request, tls);
            if (collect(entry, request, conditions, List.of(), fitting)) {
                return fitting;
            }
            for (Map.Entry<String, Tri> next : reached(entry, conditions).entrySet()) {
                Section backend = named(next.getKey());
                List<Message> doubt = next.getValue() == Tri.YES
                        ? List.of()
                        : List.of(Message.of("diagnose.rule.doubt.backend", next.getKey()));
                if (collect(backend, request, conditions(backend, request, tls), doubt, fitting)) {
                    return fitting;
                }
            }
        }
        return fitting;
    }

    private Section named(String name) {
        return sections.stream().filter(s -> !s.kind.equals("frontend") && s.name.equals(name)).findFirst()
                .orElse(new Section("backend", name, List.of()));
    }

    private static HaproxyConditions conditions(Section section, RuleRequest request, boolean tls) {
        HaproxyConditions conditions = new HaproxyConditions(request, tls);
        section.lines.stream().filter(s -> s.words.getFirst().equals("acl")).forEach(s -> conditions.define(s.words));
        return conditions;
    }

    /** Backends that a frontend hands to, and how sure that is. */
    private static Map<String, Tri> reached(Section entry, HaproxyConditions conditions) {
        Map<String, Tri> reached = new LinkedHashMap<>();
        Tri before = Tri.NO;
        for (Statement statement : entry.lines) {
            if (statement.words.getFirst().equals("use_backend") && statement.words.size() > 1) {
                Tri holds = conditions.holds(statement.words.subList(2, statement.words.size()));
                if (holds != Tri.NO && before != Tri.YES) {
                    reached.putIfAbsent(statement.words.get(1), before == Tri.NO ? holds : Tri.UNKNOWN);
                    before = before.or(holds);
                }
            }
        }
        for (Statement statement : entry.lines) {
            if (statement.words.getFirst().equals("default_backend") && statement.words.size() > 1
                    && before != Tri.YES) {
                reached.putIfAbsent(statement.words.get(1), before == Tri.NO ? Tri.YES : Tri.UNKNOWN);
            }
        }
        return reached;
    }

    /** Whether a section listens on a port; null when not, else whether with TLS. */
    private static @Nullable Boolean binds(Section section, int port) {
        for (Statement statement : section.lines) {
            if (!statement.words.getFirst().equals("bind") || statement.words.size() < 2) {
                continue;
            }
            for (String address : statement.words.get(1).split(",")) {
                Matcher ports = PORTS.matcher(address);
                if (ports.matches()) {
                    int first = Integer.parseInt(ports.group(1));
                    int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
                    if (port >= first && port <= last) {
                        return statement.words.contains("ssl");
                    }
                }
            }
        }
        return null;
    }

    /** Collects a section's redirects; whether one is certain. Rules of {@code http-request} come before the others. */
    private static boolean collect(Section section, RuleRequest request, HaproxyConditions conditions,
            List<Message> doubts, List<Rule> into) {
        for (boolean modern : new boolean[]{true, false}) {
            for (Statement statement : section.lines) {
                List<String> words = statement.words;
                boolean isModern = words.getFirst().equals("http-request") && words.size() > 2;
                boolean redirects = isModern && (words.get(1).equals("redirect") || words.get(1).equals("return"))
                        || words.getFirst().equals("redirect");
                if (redirects && isModern == modern) {
                    List<String> rest = words.subList(isModern ? 2 : 1, words.size());
                    boolean returns = isModern && words.get(1).equals("return");
                    Rule rule = HaproxyRedirect.of(rest, returns).rule(statement.line, request, conditions, doubts);
                    if (rule != null) {
                        into.add(rule);
                        if (rule.fit() == Fit.CERTAIN) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    static Rule rule(ConfigLine line, Fit fit, @Nullable String target, List<Message> doubts) {
        return new Rule(Origin.HAPROXY, line.file(), line.number(), line.text(), fit, target, doubts);
    }
}
