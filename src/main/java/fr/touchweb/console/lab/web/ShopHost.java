package fr.touchweb.console.lab.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP hosts of one server: its proxy, clear and encrypted, the web server behind it, its images, and the names of
 * its client whose certificates went wrong. Each listens on a free port of loopback; {@link #names} tells which stands for
 * which address.
 */
public final class ShopHost implements AutoCloseable {
    private static final int CLEAR = 80;
    private static final int ENCRYPTED = 443;
    /** Where the web server listens behind the proxy, as {@code haproxy.cfg} says. */
    private static final String BEHIND = "127.0.0.1:8080";

    private final Shop shop;
    private final Identities identities;
    private final RequestLog log;
    private final InstantSource clock;
    private final Gate gate;
    private final List<WebListener> listeners = new ArrayList<>();
    private final List<Once> identitiesToMake = new ArrayList<>();
    private final Map<String, InetSocketAddress> names = new LinkedHashMap<>();
    private int port;

    private ShopHost(Shop shop, Identities identities, RequestLog log, InstantSource clock, Gate gate) {
        this.gate = gate;
        this.shop = shop;
        this.identities = identities;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Starts them.
     *
     * @param delays asked at each request
     * @param gate keeps out who is banned
     */
    public static ShopHost start(Shop shop, ShopFiles files, Identities identities, Supplier<Delays> delays,
            RequestLog log, InstantSource clock, Gate gate) throws IOException {
        ShopHost host = new ShopHost(shop, identities, log, clock, gate);
        try {
            host.listen(files, delays);
            return host;
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    private void listen(ShopFiles files, Supplier<Delays> delays) throws IOException {
        ShopAnswers behind = new ShopAnswers(shop, files, delays);
        FrontEnd front = new FrontEnd(shop, behind, delays, gate);
        BiConsumer<WebRequest, WebAnswer> proxied = (request, answer) -> log.answered(request, answer, true);
        BiConsumer<WebRequest, WebAnswer> direct = (request, answer) -> log.answered(request, answer, false);
        InetSocketAddress clear = listen("proxy", null, front, proxied);
        port = clear.getPort();
        names.put(shop.host() + ":" + CLEAR, clear);
        names.put(shop.host() + ":" + ENCRYPTED,
                listen("proxy-tls", () -> identities.good(shop.host(), "*." + domain()), front, proxied));
        names.put(BEHIND, listen("web", null, behind::answer, direct));
        Edge edge = new Edge(shop, files);
        names.put(shop.mediaHost() + ":" + ENCRYPTED,
                listen("media", () -> identities.good(shop.mediaHost()), edge, (request, answer) -> {}));
        if (!shop.preproduction()) {
            badCertificates(front, clear, proxied);
        }
    }

    /** An address of before that nobody renewed, the bare domain that was forgotten, a house's own authority. */
    private void badCertificates(FrontEnd front, InetSocketAddress clear,
            BiConsumer<WebRequest, WebAnswer> proxied) throws IOException {
        String old = "www." + shop.client() + "-mode.test";
        String inner = "intranet." + domain();
        names.put(old + ":" + ENCRYPTED, listen("expired", () -> identities.expired(old), front, proxied));
        names.put(domain() + ":" + ENCRYPTED, listen("wrong-name", () -> identities.good(shop.host()), front, proxied));
        names.put(inner + ":" + ENCRYPTED, listen("self-signed", () -> identities.selfSigned(inner), front, proxied));
        names.put(old + ":" + CLEAR, clear);
        names.put(domain() + ":" + CLEAR, clear);
    }

    private String domain() {
        return shop.host().substring(shop.host().indexOf('.') + 1);
    }

    private InetSocketAddress listen(String name, @Nullable Supplier<SSLContext> tls,
            Function<WebRequest, WebAnswer> host, BiConsumer<WebRequest, WebAnswer> heard) throws IOException {
        Once identity = tls == null ? null : new Once(tls);
        if (identity != null) {
            identitiesToMake.add(identity);
        }
        WebListener listener = WebListener.start(shop.server() + "-" + name, identity, host, heard, clock);
        listeners.add(listener);
        return listener.address();
    }

    /** Makes all keys and certificates; what waits for one would be the slower for it. */
    public void warm() {
        identitiesToMake.forEach(Once::get);
    }

    /** Port that stands for port 80 of the shop. */
    public int port() {
        return port;
    }

    /** Which address on loopback stands for which host and port. */
    public Map<String, InetSocketAddress> names() {
        return Map.copyOf(names);
    }

    @Override
    public void close() throws IOException {
        for (WebListener listener : listeners) {
            listener.close();
        }
    }

    /** Makes an identity at its first use: keys cost time that no start should wait for. */
    private static final class Once implements Supplier<SSLContext> {
        private final Supplier<SSLContext> maker;
        private @Nullable SSLContext made;

        Once(Supplier<SSLContext> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized SSLContext get() {
            SSLContext now = made == null ? maker.get() : made;
            made = now;
            return now;
        }
    }
}
