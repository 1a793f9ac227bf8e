package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.cache.CacheReport.Fact;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Tone;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.ConfigLine;
import fr.touchweb.console.core.policy.CachePolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts beside the steps: media address and CDN apart (G50), preproduction (G51), webp (G48), CORS, expiry, PageSpeed. */
final class CacheFacts {
    private final CacheRequest request;
    private final CachePolicy policy;
    private final Instant now;
    private final List<Fact> facts = new ArrayList<>();

    CacheFacts(CacheRequest request, CachePolicy policy, Instant now) {
        this.request = request;
        this.policy = policy;
        this.now = now;
    }

    List<Fact> of(CacheFindings found, HttpAnswer answer, @Nullable String addresses) {
        network(answer, addresses);
        webp(found, answer);
        cors(found);
        expiry(found, answer);
        pagespeed(found, answer);
        if (request.origin() == null) {
            add("origin", Tone.UNKNOWN, Message.of("diagnose.fact.origin-unknown"), false);
        }
        return facts;
    }

    private void network(HttpAnswer answer, @Nullable String addresses) {
        WebAddress site = request.siteUrl();
        boolean media = site != null && !site.host().equals(request.address().host())
                || request.address().host().startsWith("media.");
        add("media-url", Tone.NEUTRAL, media
                ? Message.of("diagnose.fact.media", request.address().host(), addresses == null ? "?" : addresses)
                : Message.of("diagnose.fact.no-media"), false);
        String network = CdnSigns.network(answer);
        add("cdn", network == null ? Tone.UNKNOWN : Tone.NEUTRAL, network == null
                ? Message.of("diagnose.fact.no-cdn")
                : Message.of("diagnose.fact.cdn", network), network != null);
        if (request.preproduction()) {
            add("preproduction-cdn", network == null ? Tone.GOOD : Tone.DANGER, network == null
                    ? Message.of("diagnose.fact.preproduction-ok")
                    : Message.of("diagnose.fact.preproduction-cdn", network), false);
        }
        Long life = Lifetime.sharedSeconds(answer, now);
        Long age = answer.header("Age").filter(a -> a.matches("\\d{1,10}")).map(Long::valueOf).orElse(null);
        if (network != null && life != null) {
            long left = Math.max(0, life - Objects.requireNonNullElse(age, 0L));
            add("lifetime", Tone.NEUTRAL, Message.of("diagnose.fact.lifetime", life / 3600.0,
                    now.plusSeconds(left)), false);
        } else if (network != null) {
            add("lifetime", Tone.UNKNOWN,
                    Message.of("diagnose.fact.lifetime-policy", policy.cdnLeastHours(), policy.cdnMostDays()), false);
        }
    }

    private void webp(CacheFindings found, HttpAnswer answer) {
        if (found.webp == null || found.webp.answer() == null) {
            return;
        }
        HttpAnswer other = found.webp.answer();
        if (!other.says("Content-Type", "image/webp") || answer.says("Content-Type", "image/webp")) {
            add("webp", Tone.GOOD, Message.of("diagnose.fact.webp-none"), false);
            return;
        }
        Instant original = answer.header("Last-Modified").map(Lifetime::date).orElse(null);
        Instant converted = other.header("Last-Modified").map(Lifetime::date).orElse(null);
        if (original != null && converted != null && converted.isBefore(original)) {
            add("webp", Tone.DANGER, Message.of("diagnose.fact.webp-old", converted, original),
                    false);
        } else {
            add("webp", Tone.WARNING, Message.of("diagnose.fact.webp", other.bodyBytes(), answer.bodyBytes()), false);
        }
        if (!other.says("Vary", "accept")) {
            add("webp-vary", Tone.WARNING, Message.of("diagnose.fact.webp-vary"), false);
        }
    }

    private void cors(CacheFindings found) {
        if (found.cors == null || found.cors.answer() == null || request.siteUrl() == null) {
            return;
        }
        String origin = request.siteUrl().scheme() + "://" + request.siteUrl().authority();
        String allowed = found.cors.answer().header("Access-Control-Allow-Origin").orElse("");
        boolean good = allowed.equals("*") || allowed.equalsIgnoreCase(origin);
        add("cors", good ? Tone.GOOD : Tone.DANGER, good
                ? Message.of("diagnose.fact.cors-ok", origin)
                : Message.of("diagnose.fact.cors-missing", origin), false);
    }

    private void expiry(CacheFindings found, HttpAnswer answer) {
        Long life = Lifetime.seconds(answer, now);
        add("expires", Tone.NEUTRAL, life == null
                ? Message.of("diagnose.fact.expires-none")
                : Message.of("diagnose.fact.expires", life / 3600.0), false);
        if (found.file != null && !found.file.expires().isEmpty()) {
            ConfigLine first = found.file.expires().getFirst();
            add("htaccess-expires", Tone.WARNING, Message.of("diagnose.fact.htaccess-expires", first.file(),
                    first.number(), first.text()), false);
        }
    }

    private void pagespeed(CacheFindings found, HttpAnswer answer) {
        boolean header = answer.has("X-Mod-Pagespeed") || answer.has("X-Page-Speed");
        Boolean module = found.file == null ? null : found.file.pagespeed();
        if (header || Boolean.TRUE.equals(module)) {
            add("pagespeed", Tone.WARNING, Message.of("diagnose.fact.pagespeed"), false);
        } else if (Boolean.FALSE.equals(module)) {
            add("pagespeed", Tone.GOOD, Message.of("diagnose.fact.no-pagespeed"), false);
        }
    }

    private void add(String code, Tone tone, Message text, boolean documented) {
        facts.add(new Fact(code, tone, text, documented));
    }
}
