package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** {@code Redirect} and its kin of mod_alias. */
final class AliasRedirect {
    private static final String STATUS = "(?i)\\d{3}|permanent|temp|seeother|gone";

    private AliasRedirect() {}

    /** The rule if it fits, null when it does not. */
    static @Nullable Rule of(ApacheNode node, RuleRequest request, Origin origin) {
        boolean matching = node.name().equals("redirectmatch");
        List<String> words = node.arguments();
        int status = switch (node.name()) {
            case "redirectpermanent" -> 301;
            case "redirecttemp", "redirect", "redirectmatch" -> 302;
            default -> 0;
        };
        if (status == 0 || words.isEmpty()) {
            return null;
        }
        int at = 0;
        if (words.getFirst().matches(STATUS)
                && !node.name().equals("redirectpermanent") && !node.name().equals("redirecttemp")) {
            status = status(words.getFirst(), 302);
            at = 1;
        }
        if (status != request.status() || words.size() < at + 2) {
            return null;
        }
        String to = words.get(at + 1);
        Expression.Found found = matching ? Expression.of(words.get(at), false).find(request.path()) : null;
        if (found != null && found.found() == Tri.UNKNOWN) {
            return rule(node.doubted(Message.of("diagnose.rule.doubt.pattern")), request, origin, null, to);
        }
        String target = found == null
                ? prefixed(words.get(at), to, request.path())
                : found.groups() == null ? null : matched(found.groups(), to);
        if (target == null) {
            return null;
        }
        String query = request.address().query();
        String whole = query.isEmpty() || target.indexOf('?') >= 0 ? target : target + "?" + query;
        return rule(node, request, origin, whole.contains("%{") ? null : whole, whole);
    }

    /** @param target null when it is computed while the server runs */
    private static @Nullable Rule rule(ApacheNode node, RuleRequest request, Origin origin, @Nullable String target,
            String written) {
        if (target != null && !request.leadsThere(target)) {
            return null;
        }
        List<Message> doubts = new ArrayList<>();
        if (node.doubt() != null) {
            doubts.add(node.doubt());
        }
        if (target == null) {
            doubts.add(Message.of("diagnose.rule.doubt.target", written));
        }
        return new Rule(origin, node.line().file(), node.line().number(), node.line().raw(),
                doubts.isEmpty() ? Fit.CERTAIN : Fit.POSSIBLE, target, doubts);
    }

    /**
     * {@code Redirect} of a {@code <Location>} without an address of its own: it goes for every address of the section, and
     * its target is an expression.
     */
    static @Nullable Rule ofPlace(ApacheNode node, RuleRequest request, Origin origin) {
        List<String> words = node.arguments();
        boolean numbered = !words.isEmpty() && words.getFirst().matches(STATUS);
        if (!node.name().equals("redirect") || words.size() != (numbered ? 2 : 1)
                || status(numbered ? words.getFirst() : "", 302) != request.status()) {
            return null;
        }
        String written = words.getLast();
        return rule(node, request, origin, written.contains("%{") || written.contains("$") ? null : written, written);
    }

    /**
     * {@code ErrorDocument} with a whole address: the error becomes a redirect with status 302. Whether there was an error
     * only the server knows.
     */
    static @Nullable Rule ofError(ApacheNode node, RuleRequest request, Origin origin) {
        String written = node.argument(1);
        if (!node.name().equals("errordocument") || request.status() != 302
                || !written.matches("(?i)[a-z]+://.*")) {
            return null;
        }
        Message doubt = Message.of("diagnose.rule.doubt.error", node.argument(0));
        return rule(node.doubted(doubt), request, origin, written.contains("%{") ? null : written, written);
    }

    /** A whole part of the path and what follows it. */
    private static @Nullable String prefixed(String from, String to, String path) {
        String rest = path.startsWith(from) ? path.substring(from.length()) : null;
        return rest != null && (rest.isEmpty() || rest.startsWith("/") || from.endsWith("/")) ? to + rest : null;
    }

    private static String matched(Matcher matcher, String to) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < to.length(); i++) {
            char c = to.charAt(i);
            boolean reference = c == '$' && i + 1 < to.length() && Character.isDigit(to.charAt(i + 1));
            if (reference) {
                int group = to.charAt(++i) - '0';
                String value = group <= matcher.groupCount() ? matcher.group(group) : "";
                out.append(value == null ? "" : value);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Status of a word or number. */
    static int status(String text, int missing) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> missing;
            case "permanent" -> 301;
            case "temp" -> 302;
            case "seeother" -> 303;
            case "gone" -> 410;
            default -> text.matches("\\d{3}") ? Integer.parseInt(text) : missing;
        };
    }
}
