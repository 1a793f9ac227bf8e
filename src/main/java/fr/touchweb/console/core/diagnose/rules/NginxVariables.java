package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values of nginx's variables for one request: its own ones, those of {@code set}, those of {@code map}, and what the last
 * expression matched. For one run.
 */
final class NginxVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final int DEEPEST = 8;

    private final RuleRequest request;
    private final boolean tls;
    private final String root;
    private final String serverName;
    private final Map<String, NginxNode> maps = new HashMap<>();
    private final Map<String, Optional<String>> set = new HashMap<>();
    private String uri;
    private @Nullable Matcher groups;

    /**
     * @param tls whether the server block itself speaks TLS
     * @param root folder of the site, empty when none is told
     * @param serverName first name of the server block
     * @param maps the {@code map} blocks
     */
    NginxVariables(RuleRequest request, boolean tls, String root, String serverName, List<NginxNode> maps) {
        this.request = request;
        this.tls = tls;
        this.root = root;
        this.serverName = serverName;
        this.uri = request.path();
        maps.forEach(map -> this.maps.put(bare(map.argument(1)), map));
    }

    private static String bare(String name) {
        return name.replaceAll("[${}]", "").toLowerCase(Locale.ROOT);
    }

    String uri() {
        return uri;
    }

    void rewrite(String value) {
        uri = value;
    }

    /** Keeps what an expression matched. */
    void matched(Matcher matcher) {
        groups = matcher;
    }

    /** {@code set}; @param value null when it cannot be told */
    void set(String name, @Nullable String value) {
        set.put(bare(name), Optional.ofNullable(value));
    }

    /** A text with its variables put in, null when one cannot be told. */
    @Nullable
    String expand(String text) {
        return expand(text, 0);
    }

    private @Nullable String expand(String text, int depth) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = value(name.toLowerCase(Locale.ROOT), depth);
            if (value == null) {
                return null;
            }
            out.append(text, from, variable.start()).append(value);
            from = variable.end();
        }
        return out.append(text.substring(from)).toString();
    }

    private @Nullable String value(String name, int depth) {
        Optional<String> own = set.get(name);
        if (own != null) {
            return own.orElse(null);
        }
        NginxNode map = maps.get(name);
        if (map != null) {
            return depth > DEEPEST ? null : mapped(map, depth + 1);
        }
        if (name.matches("\\d")) {
            return group(Integer.parseInt(name));
        }
        String named = named(name);
        return named == null ? builtIn(name) : named;
    }

    private String group(int number) {
        Matcher matched = groups;
        String value = matched == null || number > matched.groupCount() ? null : matched.group(number);
        return value == null ? "" : value;
    }

    private @Nullable String named(String name) {
        Matcher matched = groups;
        Integer number = matched == null ? null : matched.namedGroups().get(name);
        return number == null ? null : group(number);
    }

    /** Exact values before expressions in their order before the default, as in nginx's manual; case does not count. */
    private @Nullable String mapped(NginxNode map, int depth) {
        String source = expand(map.argument(0), depth);
        if (source == null) {
            return null;
        }
        boolean hostnames = map.children().stream().anyMatch(n -> n.name().equals("hostnames"));
        String fallback = "";
        for (NginxNode entry : map.children()) {
            if (entry.name().equals("default")) {
                fallback = entry.argument(0);
            } else if (!entry.name().startsWith("~") && entry.name().replaceFirst("^\\\\", "")
                    .equalsIgnoreCase(source)) {
                return expand(entry.argument(0), depth);
            } else if (hostnames && entry.name().matches("\\*?\\..*|.*\\.\\*")) {
                return null;
            }
        }
        for (NginxNode entry : map.children()) {
            if (entry.name().startsWith("~")) {
                boolean ignore = entry.name().startsWith("~*");
                Expression.Found found = Expression.of(entry.name().substring(ignore ? 2 : 1), ignore).find(source);
                if (found.found() == Tri.UNKNOWN) {
                    return null;
                }
                if (found.groups() != null) {
                    matched(found.groups());
                    return expand(entry.argument(0), depth);
                }
            }
        }
        return expand(fallback, depth);
    }

    private @Nullable String builtIn(String name) {
        WebAddress address = request.address();
        if (name.startsWith("arg_")) {
            return argument(name.substring(4));
        }
        return switch (name) {
            case "scheme" -> tls ? "https" : "http";
            case "https" -> tls ? "on" : "";
            case "host" -> address.host();
            case "server_name" -> serverName;
            case "http_host" -> address.authority();
            case "request_uri" -> address.target();
            case "uri", "document_uri", "fastcgi_script_name" -> uri;
            case "args", "query_string" -> address.query();
            case "is_args" -> address.query().isEmpty() ? "" : "?";
            case "request_method" -> "GET";
            case "http_user_agent" -> request.userAgent();
            case "http_x_forwarded_proto" -> request.proxied() ? null : "";
            case "http_referer" -> "";
            case "request_filename" -> root.isEmpty() ? null : root + uri;
            case "document_root", "realpath_root" -> root.isEmpty() ? null : root;
            case "server_port" -> request.proxied() ? null : Integer.toString(request.port());
            default -> null;
        };
    }

    /** Value of one parameter of the address as it is written there, empty without it. */
    private String argument(String name) {
        for (String each : request.address().query().split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0 && each.substring(0, equals).equalsIgnoreCase(name)) {
                return each.substring(equals + 1);
            }
        }
        return "";
    }
}
