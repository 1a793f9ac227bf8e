package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.MaskedLogin;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as bytes, and as the command that a person would type for it. */
final class RequestHead {
    private RequestHead() {}

    /**
     * The head as sent, always a GET (rules and applications may treat HEAD differently) over a connection of its own.
     *
     * @throws IllegalArgumentException when a header would end its line early
     */
    static byte[] bytes(ProbeRequest request) {
        StringBuilder head = new StringBuilder("GET ").append(request.address().target()).append(" HTTP/1.1\r\n");
        for (Header header : headers(request)) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Header> headers(ProbeRequest request) {
        List<Header> all = new ArrayList<>();
        all.add(new Header("Host", request.address().authority()));
        all.add(new Header("User-Agent", request.userAgent()));
        if (request.headers().stream().noneMatch(h -> h.name().equalsIgnoreCase("Accept"))) {
            all.add(new Header("Accept", "*/*"));
        }
        Credentials credentials = request.credentials();
        if (credentials != null) {
            all.add(new Header("Authorization", credentials.basic()));
        }
        all.addAll(request.headers());
        all.add(new Header("Connection", "close"));
        for (Header header : all) {
            if (!header.name().matches("[A-Za-z0-9-]+") || !header.value().matches("[\\t\\x20-\\x7e\\x80-\\xff]*")) {
                throw new IllegalArgumentException("a header that would end early: " + header.name());
            }
        }
        return all;
    }

    /**
     * The same request for curl; a password is asked for at the prompt.
     *
     * @param peer address that it went to, null when it went nowhere
     */
    static List<String> curl(ProbeRequest request, @Nullable InetAddress peer, int port) {
        WebAddress address = request.address();
        List<String> argv = new ArrayList<>(
                List.of("curl", "-sS", "-o", "/dev/null", "-D", "-", "--http1.1", "-A", request.userAgent()));
        if (peer != null && port == address.port()) {
            argv.addAll(List.of("--resolve", address.host() + ":" + address.port() + ":" + literal(peer)));
        } else if (peer != null) {
            argv.addAll(List.of("--connect-to",
                    address.host() + ":" + address.port() + ":" + literal(peer) + ":" + port));
        }
        Credentials credentials = request.credentials();
        if (credentials != null) {
            argv.addAll(List.of("-u", credentials.login()));
        }
        if (request.acceptBadCertificate()) {
            argv.add("-k");
        }
        for (Header header : request.headers()) {
            argv.addAll(List.of("-H", header.name() + ": " + shown(header)));
        }
        argv.add(address.toString());
        return argv;
    }

    /** Cookies may hold a session: they are the person's, not the report's. */
    private static String shown(Header header) {
        return header.name().equalsIgnoreCase("Cookie") ? MaskedLogin.MASK : header.value();
    }

    static String line(ProbeRequest request, @Nullable InetAddress peer, int port) {
        return ShellQuoting.line(curl(request, peer, port));
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }
}
