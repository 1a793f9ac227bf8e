package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** nginx's redirects tried on one request: the server block, then the location that it chooses (nginx's manual, http core). */
public final class NginxRules {
    private final NginxNode top;
    private final ConfigFiles files;

    private NginxRules(NginxNode top, ConfigFiles files) {
        this.top = top;
        this.files = files;
    }

    /** Reads a configuration with its includes. */
    public static NginxRules read(ConfigFiles files, String file) throws InterruptedException {
        return new NginxRules(new NginxReader(files, file).read(file), files);
    }

    /**
     * What was found.
     *
     * @param rules those that fit, the one that counts first
     * @param php whether the chosen place hands to PHP
     * @param served whether a server block is for this address at all
     * @param caches whether the chosen place keeps answers of the servers behind it
     * @param root folder of the site, empty when none is told
     * @param script path of the script that PHP would run, null when that cannot be told
     * @param pool where PHP-FPM listens, a path or {@code host:port}; null when the place names none
     */
    public record Found(List<Rule> rules, boolean php, boolean served, boolean caches, String root,
            @Nullable String script,
            @Nullable String pool) {}

    private Stream<NginxNode> servers() {
        return top.named("http").flatMap(http -> http.named("server"));
    }

    /** Ports that it listens on. */
    public List<Integer> ports() {
        return servers().flatMap(s -> s.named("listen")).map(NginxRules::port).distinct().toList();
    }

    private static int port(NginxNode listen) {
        String address = listen.argument(0);
        String digits = address.replaceFirst(".*:(?=\\d+$)", "");
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 80;
    }

    /** Formats of the access logs, by log path. */
    public Map<String, String> logFormats() {
        Map<String, String> named = new HashMap<>();
        Map<String, String> formats = new HashMap<>();
        top.all().filter(n -> n.name().equals("log_format")).forEach(n -> named.put(n.argument(0),
                String.join("", n.arguments().subList(1, n.arguments().size()))));
        top.all().filter(n -> n.name().equals("access_log")).forEach(
                n -> formats.put(n.argument(0), named.getOrDefault(n.argument(1), "")));
        return formats;
    }

    /** Servers that requests are passed on to, as {@code host:port}. */
    public List<String> upstreams() {
        return top.all().filter(n -> n.name().equals("proxy_pass"))
                .map(n -> n.argument(0).replaceFirst("^https?://", "").replaceFirst("/.*", ""))
                .filter(a -> a.matches("[\\w.-]+:\\d+")).distinct().toList();
    }

    /** @param port that nginx was reached at, -1 when that cannot be told */
    public Found find(RuleRequest request, int port) throws InterruptedException {
        List<NginxNode> here = servers().filter(s -> port == -1 || s.named("listen").anyMatch(l -> port(l) == port)
                || s.named("listen").findAny().isEmpty() && port == 80).toList();
        NginxNode server = here.stream().filter(s -> rank(s, request.address().host()) < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(s -> rank(s, request.address().host())))
                .or(() -> here.stream()
                        .filter(s -> s.named("listen").anyMatch(l -> l.arguments().contains("default_server")))
                        .findFirst())
                .orElse(here.isEmpty() ? null : here.getFirst());
        if (server == null) {
            return new Found(List.of(), false, false, false, "", null, null);
        }
        here.stream().flatMap(s -> s.named("server_name")).filter(n -> n.arguments().stream().anyMatch(a -> a
                .startsWith("~")
                && Expression.of(a.substring(1), true).find(request.address().host()).found() == Tri.UNKNOWN))
                .forEach(n -> files.gap(Message.of("diagnose.gap.condition", n.line().file(), n.line().number(),
                        n.line().text())));
        boolean tls = server.named("listen").anyMatch(l -> l.arguments().contains("ssl"));
        String first = server.named("server_name").findFirst().map(n -> n.argument(0)).orElse("");
        List<NginxNode> maps = top.named("http").flatMap(http -> http.named("map")).toList();
        NginxVariables variables = new NginxVariables(request, tls, root(server), first, maps);
        expression(server, request.address().host()).ifPresent(variables::matched);
        NginxWalk walk = new NginxWalk(server, request, files, variables);
        walk.walk();
        NginxNode pass = walk.pass();
        return new Found(Rule.inOrder(walk.found()), pass != null, true,
                walk.caches(top.named("http").toList()), root(server), walk.script(),
                pass == null ? null : pool(pass.argument(0)));
    }

    /** A pool's address; a name is looked for among the {@code upstream} blocks. */
    private @Nullable String pool(String written) {
        String named = top.named("http").flatMap(http -> http.named("upstream"))
                .filter(up -> up.argument(0).equals(written)).flatMap(up -> up.named("server"))
                .map(s -> s.argument(0)).findFirst().orElse(written);
        String plain = named.replaceFirst("^unix:", "").replaceFirst(":$", "");
        return plain.startsWith("/") || plain.matches("[\\w.-]+:\\d+") ? plain : null;
    }

    /** What the name of a server block matched when it is an expression. */
    private static Optional<Matcher> expression(NginxNode server, String host) {
        return server.named("server_name").flatMap(n -> n.arguments().stream()).filter(n -> n.startsWith("~"))
                .map(n -> Expression.of(n.substring(1), true).find(host).groups()).filter(Objects::nonNull)
                .findFirst();
    }

    private static String root(NginxNode server) {
        return server.named("root").findFirst().map(n -> n.argument(0)).orElse("");
    }

    /** How well a server block's names fit: exact, leading star, trailing star, expression. */
    private static int rank(NginxNode server, String host) {
        return server.named("server_name").flatMap(n -> n.arguments().stream()).mapToInt(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals(host)) {
                return 0;
            }
            if (lower.startsWith("*.") && host.endsWith(lower.substring(1))
                    || lower.startsWith(".") && ("." + host).endsWith(lower)) {
                return 1;
            }
            if (lower.endsWith(".*") && host.startsWith(lower.substring(0, lower.length() - 1))) {
                return 2;
            }
            return name.startsWith("~") && Expression.of(name.substring(1), true).find(host).yes()
                    ? 3
                    : Integer.MAX_VALUE;
        }).min().orElse(Integer.MAX_VALUE);
    }
}
