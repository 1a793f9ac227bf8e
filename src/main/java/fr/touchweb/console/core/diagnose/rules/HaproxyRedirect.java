package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One {@code redirect} or {@code return} of HAProxy. */
record HaproxyRedirect(String kind, String value, int code, boolean dropQuery, boolean appendSlash,
        List<String> condition) {

    static HaproxyRedirect of(List<String> words, boolean returns) {
        String kind = "";
        String value = "";
        int code = returns ? 200 : 302;
        boolean dropQuery = false;
        boolean appendSlash = false;
        int i = 0;
        for (; i < words.size() && !words.get(i).equals("if") && !words.get(i).equals("unless"); i++) {
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "location", "prefix", "scheme" -> {
                    kind = words.get(i++);
                    value = next;
                }
                case "code", "status" -> {
                    code = next.matches("\\d{3}") ? Integer.parseInt(next) : code;
                    i++;
                }
                case "hdr" -> {
                    if (next.toLowerCase(Locale.ROOT).equals("location") && i + 2 < words.size()) {
                        kind = "location";
                        value = words.get(i + 2);
                    }
                    i += 2;
                }
                case "drop-query" -> dropQuery = true;
                case "append-slash" -> appendSlash = true;
                default -> {
                }
            }
        }
        return new HaproxyRedirect(kind, value, code, dropQuery, appendSlash, words.subList(i, words.size()));
    }

    /** The rule as far as it fits, null when it does not. */
    @Nullable
    Rule rule(ConfigLine line, RuleRequest request, HaproxyConditions conditions, List<Message> before) {
        if (code != request.status() || kind.isEmpty()) {
            return null;
        }
        Tri holds = conditions.holds(condition);
        if (holds == Tri.NO) {
            return null;
        }
        String target = target(request, conditions);
        if (target != null && !request.leadsThere(target)) {
            return null;
        }
        List<Message> doubts = new ArrayList<>(before);
        if (holds == Tri.UNKNOWN) {
            doubts.add(Message.of("diagnose.rule.doubt.condition", String.join(" ", condition)));
        }
        if (target == null) {
            doubts.add(Message.of("diagnose.rule.doubt.target", value));
        }
        return HaproxyRules.rule(line, doubts.isEmpty() ? Fit.CERTAIN : Fit.POSSIBLE, target, doubts);
    }

    private @Nullable String target(RuleRequest request, HaproxyConditions conditions) {
        String base = expanded(value, conditions);
        if (base == null || conditions.pathAltered() && !kind.equals("location")) {
            return null;
        }
        WebAddress address = request.address();
        String path = address.path();
        String pathAndQuery = dropQuery
                ? appendSlash && !path.endsWith("/") ? path + "/" : path
                : address.target();
        return switch (kind) {
            case "prefix" -> (base.equals("/") ? "" : base) + pathAndQuery;
            case "scheme" -> base + "://" + address.authority().replaceFirst(":\\d+$", "") + pathAndQuery;
            default -> base;
        };
    }

    /** A log-format string whose samples can be told; null when one cannot. */
    private static @Nullable String expanded(String format, HaproxyConditions conditions) {
        if (format.contains("${")) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (!format.startsWith("%[", i)) {
                out.append(format.charAt(i));
                continue;
            }
            int close = format.indexOf(']', i);
            String value = close < 0 ? null : conditions.sample(format.substring(i + 2, close));
            if (value == null) {
                return null;
            }
            out.append(value);
            i = close;
        }
        return out.toString();
    }
}
