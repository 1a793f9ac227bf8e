package fr.touchweb.console.core.diagnose.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
     */
    public record Found(List<Rule> rules, boolean php, boolean served) {}

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
        List<NginxNode> here = servers().filter(s -> port < 0 || s.named("listen").anyMatch(l -> port(l) == port)
                || s.named("listen").findAny().isEmpty() && port == 80).toList();
        NginxNode server = here.stream().filter(s -> rank(s, request.address().host()) < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(s -> rank(s, request.address().host())))
                .or(() -> here.stream()
                        .filter(s -> s.named("listen").anyMatch(l -> l.arguments().contains("default_server")))
                        .findFirst())
                .orElse(here.isEmpty() ? null : here.getFirst());
        if (server == null) {
            return new Found(List.of(), false, false);
        }
        boolean tls = server.named("listen").anyMatch(l -> l.arguments().contains("ssl"));
        NginxRun run = new NginxRun(request, tls, files, root(server));
        List<Rule> rules = new ArrayList<>();
        if (!run.run(server.children(), rules)) {
            NginxNode location = location(server, run.uri());
            for (int round = 0; location != null && round < 10; round++) {
                String before = run.uri();
                if (run.run(location.children(), rules) || run.uri().equals(before)) {
                    break;
                }
                location = location(server, run.uri());
            }
        }
        boolean php = server.all().anyMatch(n -> n.name().equals("fastcgi_pass"));
        return new Found(rules, php, true);
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
            Pattern pattern = name.startsWith("~") ? RewriteRule.compiled(name.substring(1), true) : null;
            return pattern != null && pattern.matcher(host).find() ? 3 : Integer.MAX_VALUE;
        }).min().orElse(Integer.MAX_VALUE);
    }

    /** Exact, then the longest prefix if it is final, then the first expression, then the longest prefix. */
    private static @Nullable NginxNode location(NginxNode scope, String uri) {
        List<NginxNode> all = scope.named("location").toList();
        NginxNode prefix = null;
        for (NginxNode each : all) {
            String first = each.argument(0);
            if (first.equals("=") && each.argument(1).equals(uri)) {
                return each;
            }
            boolean isFinal = first.equals("^~");
            String start = isFinal ? each.argument(1) : first;
            if (!first.startsWith("~") && !first.equals("=") && uri.startsWith(start)
                    && (prefix == null || start.length() > prefix.arguments().getLast().length())) {
                prefix = each;
            }
        }
        if (prefix == null || !prefix.argument(0).equals("^~")) {
            for (NginxNode each : all) {
                if (each.argument(0).startsWith("~")) {
                    Pattern pattern = RewriteRule.compiled(each.argument(1), each.argument(0).equals("~*"));
                    if (pattern != null && pattern.matcher(uri).find()) {
                        return each;
                    }
                }
            }
        }
        if (prefix == null) {
            return null;
        }
        NginxNode nested = location(prefix, uri);
        return nested == null ? prefix : nested;
    }
}
