package fr.touchweb.console.lab.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer, byte for byte as it goes out.
 *
 * @param by who made it, as the logs of a server tell it apart
 * @param status line after the protocol: {@code 301 Moved Permanently}
 * @param head lines of headers in their order and case
 * @param body bytes
 * @param waitMillis time that its maker took
 * @param dripMillis pause after each byte of the body, 0 for all at once
 */
public record WebAnswer(Maker by, String status, List<String> head, byte[] body, int waitMillis, int dripMillis) {

    /** A layer of the shop. */
    public enum Maker {
        /** HAProxy itself. */
        PROXY,
        /** Apache or nginx itself, by its virtual host, a {@code .htaccess} or a file. */
        WEB_SERVER,
        /** PHP-FPM behind it. */
        APPLICATION,
        /** A cache in front of the application. */
        CACHE
    }

    public WebAnswer {
        head = List.copyOf(head);
    }

    static WebAnswer of(Maker by, String status, String body, String... head) {
        return new WebAnswer(by, status, List.of(head), body.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    /** Status code. */
    public int code() {
        return Integer.parseInt(status.substring(0, 3));
    }

    WebAnswer after(int millis) {
        return new WebAnswer(by, status, head, body, millis, dripMillis);
    }

    WebAnswer dripping(int millis) {
        return new WebAnswer(by, status, head, body, waitMillis, millis);
    }

    WebAnswer with(String... lines) {
        List<String> more = new ArrayList<>(head);
        more.addAll(List.of(lines));
        return new WebAnswer(by, status, more, body, waitMillis, dripMillis);
    }

    WebAnswer from(Maker maker) {
        return new WebAnswer(maker, status, head, body, waitMillis, dripMillis);
    }

    /** As a proxy hands it on: header names in lower case. */
    WebAnswer relayed() {
        return new WebAnswer(by, status, head.stream().map(line -> {
            int colon = line.indexOf(':');
            return line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
        }).toList(), body, waitMillis, dripMillis);
    }

    /** Status line and headers as bytes. */
    byte[] headBytes() {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        head.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes of an answer that has no drip. */
    byte[] allBytes(boolean withBody) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(headBytes());
        if (withBody) {
            all.writeBytes(body);
        }
        return all.toByteArray();
    }
}
