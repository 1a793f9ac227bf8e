package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ACLs of one section, and conditions made of them (HAProxy manual, chapter 7). */
final class HaproxyConditions {
    private final RuleRequest request;
    private final boolean tls;
    private final Map<String, List<List<String>>> acls = new HashMap<>();
    private final Set<String> altered;

    /** @param altered parts of the request that a rule before may have changed; shared with the sections that follow */
    HaproxyConditions(RuleRequest request, boolean tls, Set<String> altered) {
        this.request = request;
        this.tls = tls;
        this.altered = altered;
    }

    /** Takes a rule that changes the request: what it changes can no longer be told. */
    void alter(String action, String name) {
        if (action.matches("(?:set|replace)-(?:path|pathq|uri|query)|normalize-uri")) {
            altered.add("path");
        } else if (action.equals("set-method")) {
            altered.add("method");
        } else if (action.matches("(?:set|add|del|replace)-(?:header|value)")) {
            altered.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** Whether path or query may no longer be what the client asked for. */
    boolean pathAltered() {
        return altered.contains("path");
    }

    /** {@code acl name criterion flags values}; several of one name mean or. */
    void define(List<String> words) {
        if (words.size() > 2) {
            acls.computeIfAbsent(words.get(1), _ -> new ArrayList<>()).add(words.subList(2, words.size()));
        }
    }

    /** {@code if a !b or { path /x }}; no condition always holds. */
    Tri holds(List<String> words) {
        if (words.isEmpty()) {
            return Tri.YES;
        }
        Tri any = Tri.NO;
        Tri all = Tri.YES;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("or") || word.equals("||")) {
                any = any.or(all);
                all = Tri.YES;
                continue;
            }
            boolean negated = word.startsWith("!");
            String name = negated ? word.substring(1) : word;
            if (name.isEmpty() && i + 1 < words.size()) {
                name = words.get(++i);
            }
            Tri value;
            if (name.equals("{")) {
                int close = words.subList(i, words.size()).indexOf("}");
                int end = close < 0 ? words.size() : i + close;
                value = criterion(words.subList(i + 1, end));
                i = end;
            } else {
                value = named(name);
            }
            all = all.and(negated ? value.not() : value);
        }
        Tri whole = any.or(all);
        return words.getFirst().equals("unless") ? whole.not() : whole;
    }

    private Tri named(String name) {
        return switch (name) {
            case "TRUE", "HTTP", "METH_GET", "HTTP_1.1" -> Tri.YES;
            case "FALSE", "METH_POST", "METH_HEAD", "METH_OPTIONS", "METH_PUT", "METH_DELETE", "METH_CONNECT",
                    "METH_TRACE", "HTTP_1.0", "HTTP_CONTENT" ->
                Tri.NO;
            default -> {
                Tri any = acls.containsKey(name) ? Tri.NO : Tri.UNKNOWN;
                for (List<String> each : acls.getOrDefault(name, List.of())) {
                    any = any.or(criterion(each));
                }
                yield any;
            }
        };
    }

    private Tri criterion(List<String> words) {
        if (words.isEmpty()) {
            return Tri.UNKNOWN;
        }
        String fetch = words.getFirst();
        switch (fetch) {
            case "ssl_fc" -> {
                return Tri.of(tls);
            }
            case "always_true" -> {
                return Tri.YES;
            }
            case "always_false" -> {
                return Tri.NO;
            }
            default -> {
            }
        }
        boolean ignoreCase = false;
        String match = "";
        int i = 1;
        for (; i < words.size() && words.get(i).startsWith("-"); i++) {
            switch (words.get(i)) {
                case "-i" -> ignoreCase = true;
                case "-m" -> match = i + 1 < words.size() ? words.get(++i) : "";
                case "--" -> {
                    i++;
                    return compare(fetch, match, ignoreCase, words.subList(i, words.size()));
                }
                default -> {
                    return Tri.UNKNOWN;
                }
            }
        }
        return compare(fetch, match, ignoreCase, words.subList(i, words.size()));
    }

    private Tri compare(String fetch, String given, boolean ignoreCase, List<String> values) {
        String name = fetch;
        String match = given;
        for (String suffix : List.of("beg", "end", "sub", "reg", "dir", "dom", "str")) {
            // hdr_beg(host), path_beg
            if (name.matches("[a-z.]+_" + suffix + "(\\(.*)?")) {
                name = name.replaceFirst("_" + suffix, "");
                match = match.isEmpty() ? suffix : match;
            }
        }
        String value = sample(name);
        if (value == null) {
            return Tri.UNKNOWN;
        }
        if (match.equals("found")) {
            return Tri.YES;
        }
        Tri any = Tri.NO;
        for (String wanted : values) {
            any = any.or(wanted.contains("${")
                    ? Tri.UNKNOWN
                    : one(value, match.isEmpty() ? "str" : match, wanted, ignoreCase));
        }
        return any;
    }

    private static Tri one(String value, String match, String wanted, boolean ignoreCase) {
        String have = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
        String want = ignoreCase && !match.equals("reg") ? wanted.toLowerCase(Locale.ROOT) : wanted;
        return switch (match) {
            case "str" -> Tri.of(have.equals(want));
            case "beg" -> Tri.of(have.startsWith(want));
            case "end" -> Tri.of(have.endsWith(want));
            case "sub" -> Tri.of(have.contains(want));
            case "dir" -> Tri.of(("/" + have + "/").contains("/" + want.replaceAll("^/|/$", "") + "/"));
            case "dom" -> Tri.of(("." + have + ".").contains("." + want + "."));
            case "reg" -> Expression.of(want, ignoreCase).find(value).found();
            default -> Tri.UNKNOWN;
        };
    }

    /** Value of a sample that only the request decides, with its converters; null when something else does. */
    @Nullable
    String sample(String expression) {
        String[] parts = expression.split(",(?![^(]*\\))");
        String fetch = parts[0].toLowerCase(Locale.ROOT);
        WebAddress address = request.address();
        String value = switch (fetch) {
            case "path" -> unaltered("path", address.path());
            case "pathq", "url" -> unaltered("path", address.target());
            case "query" -> unaltered("path", address.query());
            case "capture.req.uri" -> address.target();
            case "method" -> unaltered("method", "GET");
            case "base" -> altered.contains("host") ? null : unaltered("path", address.host() + address.path());
            case "hdr(host)", "req.hdr(host)", "req.fhdr(host)" -> unaltered("host", address.authority());
            case "hdr(user-agent)", "req.hdr(user-agent)" -> unaltered("user-agent", request.userAgent());
            case "ssl_fc_sni", "req.ssl_sni" -> address.tls() ? address.host() : null;
            case "dst_port" -> Integer.toString(request.port());
            default -> null;
        };
        for (int i = 1; i < parts.length && value != null; i++) {
            value = switch (parts[i]) {
                case "lower" -> value.toLowerCase(Locale.ROOT);
                case "upper" -> value.toUpperCase(Locale.ROOT);
                case "host_only" -> value.replaceFirst(":\\d+$", "");
                default -> null;
            };
        }
        return value;
    }

    private @Nullable String unaltered(String part, String value) {
        return altered.contains(part) ? null : value;
    }
}
