package fr.touchweb.console.core.diagnose.sign;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Evidence.Kind;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.policy.RedirectPolicy.Decibans;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer itself tells of its producer (reference C.2, signatures that were observed). */
public final class Signatures {
    private final Decibans weights;

    public Signatures(Decibans weights) {
        this.weights = weights;
    }

    /**
     * Evidence of one answer, in no order.
     *
     * @param target where it leads, null when nowhere
     */
    public List<Evidence> of(HttpAnswer answer, WebAddress asked, @Nullable WebAddress target) {
        List<Evidence> all = new ArrayList<>(CacheSigns.of(answer, weights));
        servers(answer, all);
        all.addAll(ApplicationSigns.of(answer, weights));
        if (target != null && (target.tls() && asked.onlySchemeDiffers(target) || toWww(asked, target))) {
            all.add(Evidence.family(Kind.SIGNATURE, Family.FRONT_END, weights.toHttps(),
                    Message.of(target.tls() && !asked.tls() ? "diagnose.sign.to-https" : "diagnose.sign.to-www")));
        }
        neutral(answer, all);
        return all;
    }

    private void servers(HttpAnswer answer, List<Evidence> all) {
        String body = answer.text();
        boolean empty = answer.bodyWhole() && answer.bodyBytes() == 0;
        if (empty && !answer.has("Date") && !answer.has("Server")) {
            all.add(Evidence.signature(Origin.HAPROXY, weights.haproxyHead(),
                    Message.of("diagnose.sign.haproxy-head")));
        }
        if (body.contains("The document has moved <a href=")
                && (answer.says("Content-Type", "iso-8859-1") || body.contains("<!DOCTYPE HTML PUBLIC"))) {
            all.add(Evidence.signature(Origin.APACHE, weights.apacheBody(), Message.of("diagnose.sign.apache-body")));
        }
        if (body.contains("<hr><center>nginx") || body.contains("<hr><center>openresty")) {
            all.add(Evidence.signature(Origin.NGINX, weights.nginxBody(), Message.of("diagnose.sign.nginx-body")));
        }
        if (answer.reason().equals("Moved Temporarily")) {
            all.add(Evidence.signature(Origin.NGINX, weights.nginxReason(),
                    Message.of("diagnose.sign.nginx-reason")));
        }
        if (answer.says("Server", "varnish")) {
            all.add(new Evidence(Kind.SIGNATURE, Origin.VARNISH, Family.FRONT_END, weights.cacheHit(),
                    Message.of("diagnose.sign.varnish-own")));
        }
        if (answer.says("Server", "cloudflare") && body.contains("<hr><center>cloudflare")) {
            all.add(new Evidence(Kind.SIGNATURE, Origin.CLOUDFLARE, Family.FRONT_END, weights.cacheHit(),
                    Message.of("diagnose.sign.cloudflare-own")));
        }
    }

    private static boolean toWww(WebAddress asked, WebAddress target) {
        return asked.target().equals(target.target()) && !asked.host().equals(target.host())
                && (target.host().equals("www." + asked.host()) || asked.host().equals("www." + target.host()));
    }

    private static void neutral(HttpAnswer answer, List<Evidence> all) {
        boolean lower = !answer.headers().isEmpty() && answer.headers().stream().map(Header::name)
                .allMatch(n -> n.equals(n.toLowerCase(Locale.ROOT)));
        if (lower && answer.has("Date")) {
            all.add(Evidence.neutral(Message.of("diagnose.sign.relayed")));
        }
        answer.header("Server").ifPresent(
                server -> all.add(Evidence.neutral(Message.of("diagnose.sign.server", server))));
        answer.headers("Via").stream().filter(v -> !v.toLowerCase(Locale.ROOT).contains("varnish"))
                .forEach(via -> all.add(Evidence.neutral(Message.of("diagnose.sign.via", via))));
    }
}
