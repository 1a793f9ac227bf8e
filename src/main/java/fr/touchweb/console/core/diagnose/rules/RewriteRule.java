package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code RewriteRule} with the conditions before it (mod_rewrite's manual).
 *
 * @param flags names in upper case to their values
 * @param doubt why it may not count at all, null when it counts
 */
record RewriteRule(ConfigLine line, boolean negated, Expression pattern, String substitution,
        Map<String, String> flags, List<Condition> conditions, @Nullable Message doubt) {

    private static final Pattern WHOLE = Pattern.compile("(?i)(?:https?|ftp)://([^/:?]*).*");

    /**
     * One {@code RewriteCond}.
     *
     * @param doubt why it may not count at all, null when it counts
     */
    record Condition(ConfigLine line, String subject, String pattern, boolean negated, boolean ignoreCase,
            boolean or, @Nullable Message doubt) {}

    /** Rules among directives, each with its conditions. */
    static List<RewriteRule> of(List<ApacheNode> nodes) {
        List<RewriteRule> rules = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (ApacheNode node : nodes) {
            if (node.name().equals("rewritecond") && node.arguments().size() >= 2) {
                String pattern = node.argument(1);
                Map<String, String> flags = flags(node.argument(2));
                conditions.add(new Condition(node.line(), node.argument(0),
                        pattern.startsWith("!") ? pattern.substring(1) : pattern, pattern.startsWith("!"),
                        flags.containsKey("NC"), flags.containsKey("OR"), node.doubt()));
            } else if (node.name().equals("rewriterule") && node.arguments().size() >= 2) {
                rules.add(rule(node, List.copyOf(conditions)));
                conditions.clear();
            }
        }
        return rules;
    }

    private static RewriteRule rule(ApacheNode node, List<Condition> conditions) {
        String pattern = node.argument(0);
        Map<String, String> flags = flags(node.argument(2));
        boolean negated = pattern.startsWith("!");
        return new RewriteRule(node.line(), negated,
                Expression.of(negated ? pattern.substring(1) : pattern, flags.containsKey("NC")), node.argument(1),
                flags,
                conditions, node.doubt());
    }

    private static Map<String, String> flags(String text) {
        Map<String, String> flags = new HashMap<>();
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        for (String flag : inner.split(",")) {
            int equals = flag.indexOf('=');
            String name = (equals < 0 ? flag : flag.substring(0, equals)).strip().toUpperCase(Locale.ROOT);
            flags.put(switch (name) {
                case "REDIRECT" -> "R";
                case "LAST" -> "L";
                case "NOCASE" -> "NC";
                case "ORNEXT" -> "OR";
                case "QSAPPEND" -> "QSA";
                case "QSDISCARD" -> "QSD";
                case "FORBIDDEN" -> "F";
                case "GONE" -> "G";
                case "CHAIN" -> "C";
                case "SKIP" -> "S";
                case "NEXT" -> "N";
                case "PROXY" -> "P";
                default -> name;
            }, equals < 0 ? "" : flag.substring(equals + 1).strip());
        }
        return flags;
    }

    boolean has(String flag) {
        return flags.containsKey(flag);
    }

    /**
     * Status of its redirect, 0 when it makes none.
     *
     * @param expanded what it leads to, null when that cannot be told; a whole address of another host redirects by itself
     * @param host of the request, whose own addresses are rewritten and not sent
     */
    int status(@Nullable String expanded, String host) {
        if (!has("R")) {
            Matcher whole = WHOLE.matcher(expanded == null ? substitution : expanded);
            boolean may = expanded == null && substitution.matches("(?:\\$\\{|%\\{|[$%]\\d).*");
            return may || whole.matches() && !whole.group(1).equalsIgnoreCase(host) ? 302 : 0;
        }
        return AliasRedirect.status(flags.getOrDefault("R", ""), 302);
    }
}
