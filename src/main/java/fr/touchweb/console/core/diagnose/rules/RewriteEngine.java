package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs rewrite rules on one request as mod_rewrite would, in the context of a server or of a folder, until one redirects
 * or all are through. What it cannot evaluate it goes past, and doubts what follows.
 */
final class RewriteEngine {
    private static final int ROUNDS = 10;
    private static final String OWN_ADDRESS = "(?i)^https?://[^/]*";

    private final RuleRequest request;
    private final RewriteVariables variables;
    private final Origin origin;
    private final @Nullable String folder;
    private final List<Rule> found = new ArrayList<>();
    private final List<Message> doubts = new ArrayList<>();
    private boolean ended;
    private @Nullable String handedTo;

    /**
     * @param origin who applies the rules
     * @param folder path of the folder on the site, with slashes around it, which is stripped before matching; null in the
     *        context of a server
     */
    RewriteEngine(RuleRequest request, RewriteVariables variables, Origin origin, @Nullable String folder) {
        this.request = request;
        this.variables = variables;
        this.origin = origin;
        this.folder = folder;
    }

    /** Rules that fit, the first certain one last. */
    List<Rule> found() {
        return found;
    }

    /** Whether the request surely ended here: redirected or forbidden. */
    boolean ended() {
        return ended;
    }

    /** Where the request was handed on by a proxy rule, as written; null when it was not. */
    @Nullable
    String handedTo() {
        return handedTo;
    }

    /** @param base of {@code RewriteBase}, null when there is none */
    void run(List<RewriteRule> rules, @Nullable String base) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            String before = variables.path();
            boolean again = round(rules, base);
            // In a folder a rewritten address is handled anew from the top.
            if (!again || folder == null || variables.path().equals(before)) {
                return;
            }
        }
    }

    private boolean round(List<RewriteRule> rules, @Nullable String base) throws InterruptedException {
        for (int i = 0; i < rules.size(); i++) {
            RewriteRule rule = rules.get(i);
            String subject = subject();
            Expression.Found found = subject == null
                    ? new Expression.Found(Tri.NO, null)
                    : rule.pattern().find(subject);
            Tri holds = subject == null ? Tri.NO : rule.negated() ? found.found().not() : found.found();
            RewriteConditions conditions = new RewriteConditions(variables, rule.negated() ? null : found.groups());
            if (holds != Tri.NO) {
                holds = holds.and(conditions.hold(rule.conditions()));
            }
            if (holds == Tri.NO) {
                while (rules.get(i).has("C") && i + 1 < rules.size()) {
                    i++;
                }
                continue;
            }
            if (holds == Tri.YES && rule.doubt() != null) {
                holds = Tri.UNKNOWN;
            }
            String leads = rule.substitution().equals("-") ? null : conditions.expand(rule.substitution());
            int status = rule.substitution().equals("-") && !rule.has("R")
                    ? 0
                    : rule.status(leads, request.address().host());
            if (status >= 300 && status < 400) {
                // What only the server can compute may as well be an address of its own, which is rewritten.
                boolean open = leads == null && !rule.has("R");
                if (!open || status == request.status()) {
                    redirect(rule, status, open ? Tri.UNKNOWN : holds, conditions, base,
                            found.found() == Tri.UNKNOWN);
                }
                if (ended) {
                    return false;
                }
                if (open) {
                    doubts.add(Message.of("diagnose.rule.doubt.earlier", rule.line().number()));
                }
                continue;
            }
            if (holds == Tri.UNKNOWN) {
                if (ends(rule) || !rule.substitution().equals("-")) {
                    doubts.add(Message.of("diagnose.rule.doubt.earlier", rule.line().number()));
                }
                continue;
            }
            if (rule.has("F") || rule.has("G") || rule.has("P") || status != 0) {
                ended = true;
                handedTo = rule.has("P") ? rule.substitution() : null;
                return false;
            }
            boolean changed = rewrite(rule, conditions, base);
            String skipped = rule.flags().getOrDefault("S", "");
            i += skipped.matches("\\d{1,6}") ? Integer.parseInt(skipped) : 0;
            if (rule.has("END")) {
                return false;
            }
            if (rule.has("L")) {
                return changed;
            }
        }
        return false;
    }

    private static boolean ends(RewriteRule rule) {
        return rule.has("L") || rule.has("END") || rule.has("F") || rule.has("G") || rule.has("P");
    }

    /** What patterns are matched against; null when the address is outside of the folder. */
    private @Nullable String subject() {
        if (folder == null) {
            return variables.path();
        }
        return variables.path().startsWith(folder) ? variables.path().substring(folder.length()) : null;
    }

    private void redirect(RewriteRule rule, int status, Tri holds, RewriteConditions conditions,
            @Nullable String base, boolean unread) {
        if (status != request.status()) {
            if (holds == Tri.YES) {
                ended = true;
            }
            return;
        }
        String target = unread ? null : target(rule, conditions, base);
        if (target != null && !request.leadsThere(target)) {
            // It would have led elsewhere, so it did not apply, whatever could not be evaluated.
            ended |= holds == Tri.YES;
            return;
        }
        List<Message> why = new ArrayList<>(doubts);
        why.addAll(conditions.doubts());
        if (rule.doubt() != null) {
            why.add(rule.doubt());
        }
        if (unread) {
            why.add(Message.of("diagnose.rule.doubt.pattern"));
        }
        if (target == null) {
            why.add(Message.of("diagnose.rule.doubt.target", rule.substitution()));
        }
        boolean certain = holds == Tri.YES && why.isEmpty();
        found.add(new Rule(origin, rule.line().file(), rule.line().number(), rule.line().raw(),
                certain ? Fit.CERTAIN : Fit.POSSIBLE, target, why));
        ended |= holds == Tri.YES;
    }

    private @Nullable String target(RewriteRule rule, RewriteConditions conditions, @Nullable String base) {
        String expanded = rule.substitution().equals("-") ? variables.path() : conditions.expand(rule.substitution());
        if (expanded == null) {
            return null;
        }
        return based(query(rule, expanded), base);
    }

    /** A relative substitution of a folder is put behind its base, else behind the folder's own address. */
    private String based(String target, @Nullable String base) {
        if (target.startsWith("/") || target.matches("(?i)[a-z]+://.*") || folder == null) {
            return target;
        }
        String prefix = base == null ? folder : base;
        return (prefix.endsWith("/") ? prefix : prefix + "/") + target;
    }

    private String query(RewriteRule rule, String expanded) {
        int mark = expanded.indexOf('?');
        String own = mark < 0 ? "" : expanded.substring(mark + 1);
        String path = mark < 0 ? expanded : expanded.substring(0, mark);
        String query = mark < 0
                ? rule.has("QSD") ? "" : variables.query()
                : rule.has("QSA") && !variables.query().isEmpty()
                        ? own.isEmpty() ? variables.query() : own + "&" + variables.query()
                        : own;
        return query.isEmpty() ? path : path + "?" + query;
    }

    private boolean rewrite(RewriteRule rule, RewriteConditions conditions, @Nullable String base) {
        if (rule.substitution().equals("-")) {
            return false;
        }
        String expanded = conditions.expand(rule.substitution());
        if (expanded == null) {
            doubts.add(Message.of("diagnose.rule.doubt.earlier", rule.line().number()));
            return false;
        }
        String whole = based(query(rule, expanded.replaceFirst(OWN_ADDRESS, "")), base);
        int mark = whole.indexOf('?');
        String path = mark < 0 ? whole : whole.substring(0, mark);
        boolean changed = !path.equals(variables.path());
        variables.rewrite(path.startsWith("/") ? path : "/" + path, mark < 0 ? "" : whole.substring(mark + 1));
        return changed;
    }
}
