package fr.touchweb.console.core.ban;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One request and what came of it, on a connection that is there. */
final class WebExchange {
    static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 4096;
    /** What of a refusal is read to see who wrote it. */
    private static final int LOOKED_AT = 16 << 10;
    private static final Set<Integer> REFUSALS = Set.of(403, 406, 429, 503);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    /** What its requests are known by in access logs: a part of their {@code User-Agent}. */
    String mark() {
        return mark;
    }

    /** Port of a page, that of its scheme where it names none. */
    static int port(URI page) {
        return page.getPort() >= 0 ? page.getPort() : secure(page) ? HTTPS : HTTP;
    }

    static boolean secure(URI page) {
        return "https".equals(page.getScheme());
    }

    /**
     * Asks for a page.
     *
     * @param whole whether the request names the whole address, as a proxy wants it
     */
    Seen ask(Socket plain, URI page, Duration connect, boolean whole) throws IOException {
        try (Socket socket = secure(page) ? secured(plain, page.getHost(), port(page)) : plain) {
            socket.getOutputStream().write(request(page, whole));
            socket.getOutputStream().flush();
            long sent = System.nanoTime();
            Matcher status = STATUS.matcher(firstLine(socket.getInputStream()));
            Duration wait = Duration.ofNanos(System.nanoTime() - sent);
            if (!status.matches()) {
                return new Seen.Closed(connect);
            }
            int code = Integer.parseInt(status.group(1));
            return new Seen.Answer(code, connect, wait,
                    REFUSALS.contains(code) ? ApplicationSign.of(beginning(socket.getInputStream())) : null);
        }
    }

    /** As much as comes of header and body; a connection that breaks off or falls silent then has said what it says. */
    private static String beginning(InputStream in) {
        byte[] bytes = new byte[LOOKED_AT];
        int length = 0;
        try {
            for (int read = 0; read >= 0 && length < bytes.length;) {
                length += read;
                read = in.read(bytes, length, bytes.length - length);
            }
        } catch (IOException _) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) AnyCertificate.sockets().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private byte[] request(URI page, boolean whole) {
        String path = page.getRawPath() == null || page.getRawPath().isEmpty() ? "/" : page.getRawPath();
        String host = page.getPort() < 0 ? page.getHost() : page.getHost() + ":" + page.getPort();
        return ("GET " + (whole ? "http://" + host : "") + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: tw-console " + mark + "\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
