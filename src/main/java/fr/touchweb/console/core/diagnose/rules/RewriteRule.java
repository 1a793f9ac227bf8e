package fr.touchweb.console.core.diagnose.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code RewriteRule} with the conditions before it (mod_rewrite's manual).
 *
 * @param pattern null when it is no regular expression that Java reads as well
 * @param flags names in upper case to their values
 */
record RewriteRule(ConfigLine line, boolean negated, @Nullable Pattern pattern, String substitution,
        Map<String, String> flags, List<Condition> conditions) {

    /** One {@code RewriteCond}. */
    record Condition(ConfigLine line, String subject, String pattern, boolean negated, boolean ignoreCase,
            boolean or) {}

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
                        flags.containsKey("NC"), flags.containsKey("OR")));
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
                compiled(negated ? pattern.substring(1) : pattern, flags.containsKey("NC")), node.argument(1), flags,
                conditions);
    }

    static @Nullable Pattern compiled(String pattern, boolean ignoreCase) {
        try {
            return Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            return null;
        }
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

    /** Status of its redirect, 0 when it makes none. */
    int status() {
        if (!has("R")) {
            return substitution.matches("(?i)https?://.*") ? 302 : 0;
        }
        return AliasRedirect.status(flags.getOrDefault("R", ""), 302);
    }
}
