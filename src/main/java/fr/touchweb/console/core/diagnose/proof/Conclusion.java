package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Evidence.Kind;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.diagnose.sign.CacheSigns;
import fr.touchweb.console.core.diagnose.sign.Signatures;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** What rules and layers together prove. */
final class Conclusion {
    private final RedirectPolicy policy;

    Conclusion(RedirectPolicy policy) {
        this.policy = policy;
    }

    /**
     * Evidence beside that of the logs.
     *
     * @param logs what the logs proved
     * @param here whether this server was seen to answer the request
     */
    List<Evidence> of(HttpAnswer answer, ProofRequest request, ServerRules rules, List<Layer> layers,
            List<Evidence> logs, boolean here, List<Message> gaps) {
        List<Evidence> all = new ArrayList<>();
        boolean kept = CacheSigns.of(answer, policy.decibans()).stream().anyMatch(e -> e.family() == Family.CACHE);
        if (kept) {
            Layer cache = layers.stream().filter(l -> l.same() && l.origin() == Origin.VARNISH).findFirst()
                    .orElse(null);
            if (cache != null) {
                all.add(Evidence.proof(Origin.VARNISH, Message.of("diagnose.proof.varnish", cache.address())));
            }
            return all;
        }
        Rule certain = rules.rules().stream().filter(r -> r.fit() == Rule.Fit.CERTAIN).findFirst().orElse(null);
        boolean deeper = certain != null && certain.origin() == Origin.HAPROXY
                && layers.stream().anyMatch(Layer::same) && logs.stream().noneMatch(Conclusion::isHaproxy)
                && !looksLike(answer, request, Origin.HAPROXY);
        if (certain != null && here && !deeper && !contradicts(certain.origin(), logs)) {
            all.add(Evidence.proof(certain.origin(),
                    Message.of("diagnose.proof.rule", certain.file(), certain.line(), certain.text())));
            return all;
        }
        if (certain != null && !here) {
            all.add(Evidence.signature(certain.origin(), policy.decibans().high(),
                    Message.of("diagnose.proof.rule-elsewhere", certain.file(), certain.line(), certain.text())));
        }
        standing(rules.rules(), logs).stream().filter(r -> r.fit() == Rule.Fit.POSSIBLE).forEach(r -> all.add(
                Evidence.signature(r.origin(), policy.decibans().medium(),
                        Message.of("diagnose.proof.possible", r.file(), r.line(), r.text()))));
        if (!layers.isEmpty() && rules.behindHaproxy()
                && layers.stream().allMatch(l -> l.probe().answer() != null && !l.same())
                && layers.stream().anyMatch(l -> l.origin() != Origin.PHP)) {
            all.add(Evidence.proof(Origin.HAPROXY,
                    Message.of("diagnose.proof.layer-differs", layers.getFirst().address())));
            return all;
        }
        Layer pool = layers.stream().filter(l -> l.origin() == Origin.PHP && l.same()).findFirst().orElse(null);
        if (pool != null && !contradicts(Origin.PHP, logs)) {
            all.add(Evidence.proof(Origin.PHP, Message.of("diagnose.proof.pool", pool.address())));
            return all;
        }
        // Apache's log tells that it answered by itself; vhost or .htaccess it does not tell.
        boolean front = !rules.nginxMayKeep()
                && logs.stream().anyMatch(e -> e.kind() == Kind.PROOF && e.family() == Family.FRONT_END
                        && e.origin() == null);
        boolean none = rules.rules().isEmpty() && rules.known() && gaps.isEmpty();
        if (front && rules.hasApache() && gaps.isEmpty()
                && rules.rules().stream().noneMatch(r -> r.origin() == Origin.HTACCESS)) {
            all.add(Evidence.proof(Origin.APACHE, Message.of(rules.slash()
                    ? "diagnose.proof.slash"
                    : "diagnose.proof.no-htaccess")));
        } else if (here && none && rules.slash()) {
            all.add(Evidence.proof(Origin.APACHE, Message.of("diagnose.proof.slash")));
        } else if (here && none && rules.php() && !front && logs.stream().noneMatch(e -> e.kind() == Kind.PROOF
                && e.family() == Family.FRONT_END) && !ownPage(answer, request)) {
            all.add(Evidence.proof(Origin.PHP, Message.of("diagnose.proof.no-rule")));
        }
        return all;
    }

    private static boolean isHaproxy(Evidence evidence) {
        return evidence.origin() == Origin.HAPROXY;
    }

    /** A rule of the front end cannot be it when a log says that PHP answered, and the other way round. */
    private static boolean contradicts(Origin origin, List<Evidence> logs) {
        return logs.stream().anyMatch(e -> e.kind() == Kind.PROOF && (e.family() != origin.family()
                || e.origin() == Origin.HAPROXY != (origin == Origin.HAPROXY)
                || e.origin() == Origin.NGINX && origin != Origin.NGINX));
    }

    /** Rules that no log line contradicts. */
    static List<Rule> standing(List<Rule> rules, List<Evidence> logs) {
        return rules.stream().filter(rule -> rule.fit() == Rule.Fit.CERTAIN || !contradicts(rule.origin(), logs))
                .toList();
    }

    private boolean looksLike(HttpAnswer answer, ProofRequest request, Origin origin) {
        return new Signatures(policy.decibans()).of(answer, request.address(), null).stream()
                .anyMatch(e -> e.origin() == origin);
    }

    /** Whether the answer is a page that Apache or nginx writes by itself, which no application does. */
    private boolean ownPage(HttpAnswer answer, ProofRequest request) {
        return looksLike(answer, request, Origin.APACHE) || looksLike(answer, request, Origin.NGINX)
                || looksLike(answer, request, Origin.HAPROXY);
    }
}
