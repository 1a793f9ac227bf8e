package fr.touchweb.console.core.diagnose.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a body up to a limit: by length, by chunks, or to the end of the connection (RFC 9112, 6.3). A body that ends
 * early or comes too slowly leaves the head good and is told as not whole.
 */
final class BodyReader {
    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
    private static final int LONGEST_CHUNK_LINE = 4096;

    private final AnswerReader in;
    private final int limit;
    private final long until;
    private final boolean none;
    private final boolean chunked;
    private final long length;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 << 10];
    private long total;
    private boolean whole;

    BodyReader(AnswerReader in, List<Header> headers, int status, int limit, long until) {
        this.in = in;
        this.limit = limit;
        this.until = until;
        this.none = status == 204 || status == 304;
        this.chunked = headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("Transfer-Encoding")
                && h.value().toLowerCase(Locale.ROOT).contains("chunked"));
        this.length = headers.stream().filter(h -> h.name().equalsIgnoreCase("Content-Length"))
                .map(h -> h.value().matches("\\d{1,18}") ? Long.parseLong(h.value()) : -1L).findFirst().orElse(-1L);
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    long total() {
        return total;
    }

    boolean whole() {
        return whole;
    }

    void read() {
        if (none) {
            whole = true;
            return;
        }
        try {
            if (chunked) {
                chunks();
            } else {
                whole = take(length < 0 ? Long.MAX_VALUE : length) || length < 0 && total < limit;
            }
        } catch (IOException e) {
            LOG.debug("a body ended early after {} bytes", total, e);
        }
    }

    private void chunks() throws IOException {
        while (true) {
            String size = chunkLine();
            int semicolon = size.indexOf(';');
            String digits = (semicolon < 0 ? size : size.substring(0, semicolon)).strip();
            if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
                return;
            }
            long chunk = Long.parseLong(digits, 16);
            if (chunk == 0) {
                whole = true;
                return;
            }
            if (!take(chunk) || !chunkLine().isEmpty()) {
                return;
            }
        }
    }

    private String chunkLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.next(until); b >= 0 && b != '\n' && line.length() < LONGEST_CHUNK_LINE; b = in.next(until)) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    /** Takes bytes up to the limit; whether all of them came. */
    private boolean take(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (total >= limit) {
                return false;
            }
            int n = in.some(buffer, (int) Math.min(Math.min(left, buffer.length), limit - total), until);
            if (n < 0) {
                return false;
            }
            kept.write(buffer, 0, n);
            total += n;
            left -= n;
        }
        return true;
    }
}
