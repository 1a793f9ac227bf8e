package fr.touchweb.console.core.diagnose.sign;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Evidence.Kind;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.policy.RedirectPolicy.Decibans;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a cache says of an answer that it kept. Signs of one cache are not independent, so one of them counts and the
 * others are only told.
 */
public final class CacheSigns {
    /** What their makers' documents say and nobody here could see. */
    private static final Set<String> DOCUMENTED = Set.of("X-Cdn-Cache", "X-LiteSpeed-Cache", "X-Magento-Cache-Debug",
            "X-Drupal-Cache");
    private static final Set<String> CLOUDFLARE_KEPT = Set.of("hit", "stale", "revalidated", "updating");

    private CacheSigns() {}

    /** Evidence of an answer; the first hit counts, all else is neutral. */
    public static List<Evidence> of(HttpAnswer answer, Decibans weights) {
        List<Evidence> hits = new ArrayList<>();
        List<Evidence> told = new ArrayList<>();
        answer.header("X-Varnish").ifPresent(ids -> {
            if (ids.strip().matches("\\d+\\s+\\d+")) {
                hits.add(hit(Origin.VARNISH, "diagnose.sign.varnish-hit", ids, weights));
            } else {
                told.add(Evidence.neutral(Message.of("diagnose.sign.varnish-miss", ids)));
            }
        });
        answer.header("CF-Cache-Status").ifPresent(status -> {
            if (CLOUDFLARE_KEPT.contains(status.toLowerCase(Locale.ROOT))) {
                hits.add(hit(Origin.CLOUDFLARE, "diagnose.sign.cloudflare-hit", status, weights));
            } else {
                told.add(Evidence.neutral(Message.of("diagnose.sign.cloudflare-miss", status)));
            }
        });
        for (String name : List.of("X-Cache", "X-Cache-Status", "X-Proxy-Cache", "X-Cdn-Cache", "X-LiteSpeed-Cache",
                "X-Magento-Cache-Debug", "X-Drupal-Cache", "X-FastCGI-Cache")) {
            answer.header(name).ifPresent(value -> {
                String text = name + ": " + value;
                if (value.toLowerCase(Locale.ROOT).contains("hit")) {
                    String key = DOCUMENTED.contains(name) || value.toLowerCase(Locale.ROOT).contains("cloudfront")
                            ? "diagnose.sign.cache-hit-documented"
                            : "diagnose.sign.cache-hit";
                    boolean cdn = name.equals("X-Cdn-Cache") || value.toLowerCase(Locale.ROOT).contains("cloudfront");
                    hits.add(cdn
                            ? hit(Origin.CDN, key, text, weights)
                            : Evidence.family(Kind.SIGNATURE, Family.CACHE, weights.cacheHit(),
                                    Message.of(key, text)));
                } else {
                    told.add(Evidence.neutral(Message.of("diagnose.sign.cache-miss", text)));
                }
            });
        }
        answer.header("Age").filter(age -> age.matches("0*[1-9]\\d*")).ifPresent(
                age -> hits.add(Evidence.family(Kind.SIGNATURE, Family.CACHE, weights.cacheHit(),
                        Message.of("diagnose.sign.age", age))));
        List<Evidence> all = new ArrayList<>();
        hits.stream().sorted((a, b) -> Boolean.compare(a.origin() == null, b.origin() == null)).forEach(
                each -> all.add(all.isEmpty() ? each : Evidence.neutral(each.reason())));
        all.addAll(told);
        return all;
    }

    private static Evidence hit(Origin origin, String key, String value, Decibans weights) {
        return Evidence.signature(origin, weights.cacheHit(), Message.of(key, value));
    }
}
