package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.CurlProbe;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.PoolProbe;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks the servers behind the front end one by one, on the machine itself (reference C.2, bisection). They are told of
 * HTTPS as the front end would, for else they would redirect to it by themselves.
 */
final class LayerSearch {
    private static final int MOST = 4;

    private final RequestPolicy policy;
    private final InstantSource clock;

    LayerSearch(RequestPolicy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    List<Layer> ask(ProofRequest request, ServerRules rules, ConfigFiles files, ServerSide server, TaskControl control)
            throws InterruptedException {
        CurlProbe curl = new CurlProbe(server.id(), server.host(), policy, clock);
        List<Layer> layers = new ArrayList<>();
        for (ServerRules.InnerServer inner : rules.inner().stream().limit(MOST).toList()) {
            InetAddress address = literal(inner.host());
            if (address == null) {
                continue;
            }
            WebAddress asked = new WebAddress(inner.tls(), request.address().host(), inner.tls() ? 443 : 80,
                    request.address().target());
            List<Header> headers = new ArrayList<>(request.request().headers());
            headers.add(new Header("X-Forwarded-Proto", request.address().scheme()));
            Probe probe = curl.ask(ProbeRequest.of(asked, request.userAgent())
                    .with(request.request().credentials()).pinnedTo(address, inner.port())
                    .acceptingBadCertificate(true).withHeaders(headers), control);
            layers.add(new Layer(owner(inner, probe), inner.host() + ":" + inner.port(), probe,
                    ServerProof.same(probe, rules.request())));
        }
        // Deeper than a web server that answers something else there is nothing to look for.
        if (layers.isEmpty() || layers.stream().anyMatch(Layer::same)) {
            PhpPool pool = rules.pool(files).orElse(null);
            if (pool != null) {
                layers.add(pool(pool, request, rules, server, control));
            }
        }
        return layers;
    }

    private Layer pool(PhpPool pool, ProofRequest request, ServerRules rules, ServerSide server,
            TaskControl control) throws InterruptedException {
        Probe probe = new PoolProbe(server.id(), server.host(), policy, clock).ask(pool.address(), pool.script(),
                pool.root(), request.request(), control);
        return new Layer(Origin.PHP, pool.address(), probe, ServerProof.same(probe, rules.request()));
    }

    private static Origin owner(ServerRules.InnerServer inner, Probe probe) {
        HttpAnswer answer = probe.answer();
        if (inner.origin() == null && answer != null && answer.has("X-Varnish")) {
            return Origin.VARNISH;
        }
        return Objects.requireNonNullElse(inner.origin(), answer != null && answer.says("Server", "nginx")
                ? Origin.NGINX
                : Origin.APACHE);
    }

    private static @Nullable InetAddress literal(String host) {
        return host.equals("localhost")
                ? InetAddress.ofLiteral("127.0.0.1")
                : host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                        ? InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""))
                        : null;
    }
}
