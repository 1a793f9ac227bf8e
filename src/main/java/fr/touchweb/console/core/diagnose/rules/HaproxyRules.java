package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code haproxy.cfg}: its redirects, its backends, tried on one request (HAProxy 2.6 configuration manual, 4 and 7). */
public final class HaproxyRules {
    private static final Pattern PORTS = Pattern.compile(".*:(\\d+)(?:-(\\d+))?");

    private final List<HaproxySection> sections;

    private HaproxyRules(List<HaproxySection> sections) {
        this.sections = sections;
    }

    /**
     * A server of a backend.
     *
     * @param backend its name
     * @param host as written
     * @param tls whether HAProxy speaks TLS to it
     */
    public record Backend(String backend, String host, int port, boolean tls) {}

    public static HaproxyRules parse(List<ConfigLine> lines) {
        return new HaproxyRules(HaproxySection.parse(lines));
    }

    /** Whether it listens on a port. */
    public boolean listens(int port) {
        return sections.stream().anyMatch(section -> binds(section, port) != null);
    }

    /** Servers that a request to a port may be handed to. */
    public List<Backend> backends(RuleRequest request) {
        List<Backend> found = new ArrayList<>();
        for (HaproxySection entry : sections) {
            Boolean tls = binds(entry, request.port());
            if (tls == null) {
                continue;
            }
            HaproxyConditions conditions = conditions(entry, request, tls, new HashSet<>());
            List<HaproxySection> handed = new ArrayList<>(entry.kind().equals("listen") ? List.of(entry) : List.of());
            reached(entry, conditions).forEach((name, _) -> handed.add(named(name)));
            for (HaproxySection section : handed) {
                section.lines().stream().filter(s -> s.words().getFirst().equals("server") && s.words().size() > 2)
                        .forEach(s -> server(section, s).ifPresent(found::add));
            }
        }
        return found;
    }

    private static Optional<Backend> server(HaproxySection section, HaproxySection.Statement statement) {
        Matcher address = Pattern.compile("(?:ipv[46]@)?(.*):(\\d{1,5})").matcher(statement.words().get(2));
        return address.matches()
                ? Optional.of(new Backend(section.name(), address.group(1),
                        Integer.parseInt(address.group(2)), statement.words().contains("ssl")))
                : Optional.empty();
    }

    /**
     * What was found.
     *
     * @param rules those that fit, in the order in which HAProxy meets them; the first certain one ends the list
     * @param told what could not be evaluated and may answer or change what no rule says
     * @param changed why the servers behind may be asked for another address than the client asked
     */
    public record Found(List<Rule> rules, List<Message> told, List<Message> changed) {}

    /** Tries the rules on a request. */
    public Found find(RuleRequest request) {
        List<Rule> fitting = new ArrayList<>();
        List<Message> told = new ArrayList<>();
        Set<String> altered = new HashSet<>();
        for (HaproxySection entry : sections) {
            Boolean tls = binds(entry, request.port());
            if (tls == null) {
                continue;
            }
            HaproxyConditions conditions = conditions(entry, request, tls, altered);
            boolean ended = collect(entry, request, conditions, List.of(), fitting, told::add);
            for (Map.Entry<String, Tri> next : reached(entry, conditions).entrySet()) {
                HaproxySection backend = named(next.getKey());
                List<Message> doubt = next.getValue() == Tri.YES
                        ? List.of()
                        : List.of(Message.of("diagnose.rule.doubt.backend", next.getKey()));
                ended = ended || collect(backend, request, conditions(backend, request, tls, altered), doubt, fitting,
                        told::add);
            }
            if (ended) {
                break;
            }
        }
        boolean moved = altered.contains("path") || altered.contains("host");
        return new Found(Rule.inOrder(fitting), told,
                moved ? List.of(Message.of("diagnose.rule.doubt.changed")) : List.of());
    }

    /** Lines that listen on a port which only the environment of HAProxy tells. */
    public List<Message> openPorts() {
        return sections.stream().flatMap(section -> section.all().stream())
                .filter(s -> s.word(0).equals("bind") && s.word(1).contains("$"))
                .map(s -> Message.of("diagnose.gap.condition", s.line().file(), s.line().number(), s.line().text()))
                .toList();
    }

    private HaproxySection named(String name) {
        return sections.stream().filter(s -> List.of("backend", "listen").contains(s.kind()) && s.name().equals(name))
                .findFirst().orElse(new HaproxySection("backend", name, List.of(), null));
    }

    private static HaproxyConditions conditions(HaproxySection section, RuleRequest request, boolean tls,
            Set<String> altered) {
        HaproxyConditions conditions = new HaproxyConditions(request, tls, altered);
        section.all().stream().filter(s -> s.word(0).equals("acl")).forEach(s -> conditions.define(s.words()));
        return conditions;
    }

    /** Backends that a frontend hands to, and how sure that is. */
    private Map<String, Tri> reached(HaproxySection entry, HaproxyConditions conditions) {
        Map<String, Tri> reached = new LinkedHashMap<>();
        Tri before = Tri.NO;
        for (HaproxySection.Statement statement : entry.all()) {
            if (statement.word(0).equals("use_backend") && statement.words().size() > 1) {
                Tri holds = statement.holds(conditions);
                // A name that is computed may be that of any backend.
                boolean any = statement.word(1).contains("%[");
                if (holds != Tri.NO && before != Tri.YES) {
                    Tri sure = any || before != Tri.NO ? Tri.UNKNOWN : holds;
                    (any
                            ? sections.stream().filter(s -> s.kind().equals("backend")).map(HaproxySection::name)
                                    .toList()
                            : List.of(statement.word(1))).forEach(name -> reached.putIfAbsent(name, sure));
                    before = before.or(any ? Tri.UNKNOWN : holds);
                }
            }
        }
        for (HaproxySection.Statement statement : entry.all().reversed()) {
            if (statement.word(0).equals("default_backend") && statement.words().size() > 1 && before != Tri.YES) {
                reached.putIfAbsent(statement.word(1),
                        before == Tri.NO && statement.doubt() == null ? Tri.YES : Tri.UNKNOWN);
                break;
            }
        }
        return reached;
    }

    /** Whether a section listens on a port; null when not, else whether with TLS. */
    private static @Nullable Boolean binds(HaproxySection section, int port) {
        for (HaproxySection.Statement statement : section.lines()) {
            if (!statement.words().getFirst().equals("bind") || statement.words().size() < 2) {
                continue;
            }
            for (String address : statement.words().get(1).split(",")) {
                Matcher ports = PORTS.matcher(address);
                if (ports.matches()) {
                    int first = Integer.parseInt(ports.group(1));
                    int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
                    if (port >= first && port <= last) {
                        return statement.words().contains("ssl");
                    }
                }
            }
        }
        return null;
    }

    /**
     * Collects a section's redirects; whether one is certain. Rules of {@code http-request} come before {@code redirect},
     * those on the answer last.
     */
    private static boolean collect(HaproxySection section, RuleRequest request, HaproxyConditions conditions,
            List<Message> doubts, List<Rule> into, Consumer<Message> told) {
        // A program may answer in whatever phase; "allow" ends that of the rules beside it alone.
        List<Message> lasting = new ArrayList<>(doubts);
        for (String phase : List.of("http-request", "redirect", "http-response", "http-after-response")) {
            List<Message> why = new ArrayList<>(lasting);
            for (HaproxySection.Statement statement : section.all()) {
                if (!statement.word(0).equals(phase)) {
                    continue;
                }
                String action = phase.equals("redirect") ? "redirect" : statement.word(1);
                if (action.equals("redirect") || action.equals("return")) {
                    List<Message> own = new ArrayList<>(why);
                    if (statement.doubt() != null) {
                        own.add(statement.doubt());
                    }
                    Rule rule = HaproxyRedirect.of(
                            statement.words().subList(phase.equals("redirect") ? 1 : 2, statement.words().size()),
                            action.equals("return")).rule(statement.line(), request, conditions, own);
                    if (rule != null) {
                        into.add(rule);
                        if (rule.fit() == Fit.CERTAIN) {
                            return true;
                        }
                    }
                    continue;
                }
                Tri holds = statement.holds(conditions);
                if (holds == Tri.NO) {
                    continue;
                }
                conditions.alter(action, statement.word(2));
                boolean program = action.startsWith("lua.") || action.equals("use-service")
                        || phase.endsWith("response") && statement.word(2).equalsIgnoreCase("location");
                if (program) {
                    told.accept(Message.of("diagnose.gap.condition", statement.line().file(), statement.line().number(),
                            statement.line().text()));
                }
                if (action.equals("allow") && holds == Tri.YES) {
                    break;
                }
                if (program || action.equals("allow")) {
                    Message doubt = Message.of("diagnose.rule.doubt.earlier", statement.line().number());
                    why.add(doubt);
                    lasting.addAll(program ? List.of(doubt) : List.of());
                }
            }
        }
        return false;
    }

    static Rule rule(ConfigLine line, Fit fit, @Nullable String target, List<Message> doubts) {
        return new Rule(Origin.HAPROXY, line.file(), line.number(), line.text(), fit, target, doubts);
    }
}
