package fr.touchweb.console.core.diagnose.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to one request as it came over HTTP/1.1.
 *
 * @param protocol {@code HTTP/1.1} for one
 * @param status 100 to 999
 * @param reason reason phrase, which tells producers apart; may be empty
 * @param headers in their order, names in their own case
 * @param rawHead status line and headers byte for byte, ISO-8859-1
 * @param body first bytes of the body, transfer coding undone, content coding not
 * @param bodyBytes bytes of the body that were read, more than kept when the limit passed
 * @param bodyWhole whether the body was read to its end
 */
public record HttpAnswer(String protocol, int status, String reason, List<Header> headers, String rawHead, byte[] body,
        long bodyBytes, boolean bodyWhole) {
    public HttpAnswer {
        headers = List.copyOf(headers);
    }

    /** Value of the first header of a name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).findFirst();
    }

    /** Values of all headers of a name. */
    public List<String> headers(String name) {
        return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).toList();
    }

    public boolean has(String name) {
        return header(name).isPresent();
    }

    /** Whether a header's value contains a text, in any case. */
    public boolean says(String name, String text) {
        return headers(name).stream()
                .anyMatch(v -> v.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether it sends the client elsewhere: 301, 302, 303, 307 or 308 with a Location (RFC 9110, 15.4). */
    public boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> has("Location");
            default -> false;
        };
    }

    /** The kept part of the body as text; bytes that are none become U+FFFD. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
