package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.cache.CacheReport.Advice;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Fact;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Tone;
import fr.touchweb.console.core.diagnose.cache.CacheStep.Place;
import fr.touchweb.console.core.diagnose.cache.CacheStep.State;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** What to do about what was found, with the text to send where only the house or the client can do it (G45 to G56). */
final class CacheAdvice {
    private CacheAdvice() {}

    static List<Advice> of(List<CacheStep> steps, List<Fact> facts, CacheRequest request) {
        List<Advice> all = new ArrayList<>();
        String url = request.address().toString();
        if (is(steps, Place.CDN, State.STALE) || is(steps, Place.CDN, State.POSSIBLE)) {
            all.add(new Advice(Message.of("diagnose.advice.cdn-link"), null));
            all.add(new Advice(Message.of("diagnose.advice.cdn-account"),
                    Message.of("diagnose.request.cdn-account", request.address().host())));
            all.add(new Advice(Message.of("diagnose.advice.cdn-purge"),
                    Message.of("diagnose.request.cdn-purge", url)));
            all.add(new Advice(Message.of("diagnose.advice.media"), null));
        }
        if (is(steps, Place.SERVER_CACHE, State.STALE) || is(steps, Place.SERVER_CACHE, State.POSSIBLE)) {
            all.add(new Advice(Message.of("diagnose.advice.server-cache"),
                    Message.of("diagnose.request.server-cache", url)));
        }
        if (is(steps, Place.FILE, State.POSSIBLE)) {
            all.add(new Advice(Message.of("diagnose.advice.file"), null));
        }
        if (is(steps, Place.BROWSER, State.POSSIBLE)) {
            all.add(new Advice(Message.of("diagnose.advice.browser"), null));
            all.add(new Advice(Message.of("diagnose.advice.browser-301"), null));
        }
        for (Fact fact : facts) {
            if (fact.code().equals("webp") && fact.tone() != Tone.GOOD) {
                all.add(new Advice(Message.of("diagnose.advice.webp"), null));
            }
            if (fact.code().equals("preproduction-cdn") && fact.tone() == Tone.DANGER) {
                all.add(new Advice(Message.of("diagnose.advice.preproduction"),
                        Message.of("diagnose.request.preproduction", request.address().host())));
            }
            if (fact.code().equals("cors") && fact.tone() == Tone.DANGER) {
                all.add(new Advice(Message.of("diagnose.advice.cors"), null));
            }
            if (fact.code().equals("htaccess-expires")) {
                all.add(new Advice(Message.of("diagnose.advice.expires"), null));
            }
        }
        return all;
    }

    private static boolean is(List<CacheStep> steps, Place place, State state) {
        return steps.stream().anyMatch(step -> step.place() == place && step.verdict() == state);
    }
}
