package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) within limits of bytes and time, whatever comes. Interim answers are passed
 * over.
 */
final class AnswerReader {
    private static final Pattern STATUS = Pattern.compile("(HTTP/1\\.[01]) ([1-9]\\d\\d)(?: (.*))?");
    private static final int INTERIM = 8;
    private static final int EXCERPT = 60;

    private final @Nullable Socket socket;
    private final InputStream input;
    private final RequestPolicy limits;
    private final long deadline;
    private final byte[] buffer = new byte[16 << 10];
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long firstByte;

    private AnswerReader(@Nullable Socket socket, InputStream input, RequestPolicy limits, long deadline) {
        this.socket = socket;
        this.input = input;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** @param deadline of the whole request, as {@link System#nanoTime()} */
    static AnswerReader of(Socket socket, RequestPolicy limits, long deadline) throws IOException {
        return new AnswerReader(socket, socket.getInputStream(), limits, deadline);
    }

    /** Reads bytes that somebody else received. */
    static AnswerReader of(InputStream received, RequestPolicy limits) {
        return new AnswerReader(null, received, limits, System.nanoTime() + limits.wholeMillis() * 1_000_000L);
    }

    /** When the first byte was there, as {@link System#nanoTime()}; 0 before it. */
    long firstByte() {
        return firstByte;
    }

    HttpAnswer read(ProbeRequest.Body wanted) throws IOException {
        for (int i = 0; i <= INTERIM; i++) {
            raw.reset();
            String line = line();
            Matcher status = STATUS.matcher(line);
            if (!status.matches()) {
                throw malformed(line);
            }
            List<Header> headers = headers();
            int code = Integer.parseInt(status.group(2));
            if (code >= 200) {
                return body(status, code, headers, wanted);
            }
            if (code == 101) {
                throw malformed(line);
            }
        }
        throw new ProbeException(Kind.HEAD_TOO_LONG, Message.of("diagnose.problem.interim", INTERIM), null);
    }

    private HttpAnswer body(Matcher status, int code, List<Header> headers, ProbeRequest.Body wanted)
            throws IOException {
        String head = raw.toString(StandardCharsets.ISO_8859_1);
        int limit = wanted == ProbeRequest.Body.START ? limits.startBytes() : limits.bodyBytes();
        long until = wanted == ProbeRequest.Body.START
                ? Math.min(deadline, System.nanoTime() + limits.startMillis() * 1_000_000L)
                : deadline;
        BodyReader body = new BodyReader(this, headers, code, limit, until);
        body.read();
        return new HttpAnswer(status.group(1), code, Objects.requireNonNullElse(status.group(3), ""), headers, head,
                body.kept(), body.total(), body.whole());
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !headers.isEmpty()) {
                Header folded = headers.removeLast();
                headers.add(new Header(folded.name(), folded.value() + " " + line.strip()));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw malformed(line);
            }
            headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = next(deadline);
            if (b < 0) {
                throw raw.size() == 0
                        ? new ProbeException(Kind.DROPPED, Message.of("diagnose.problem.dropped"), null)
                        : new ProbeException(Kind.DROPPED, Message.of("diagnose.problem.cut-head", raw.size()), null);
            }
            raw.write(b);
            if (raw.size() > limits.headBytes()) {
                throw new ProbeException(Kind.HEAD_TOO_LONG,
                        Message.of("diagnose.problem.head", limits.headBytes() / 1024), null);
            }
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
    }

    /** One byte, -1 at the end. */
    int next(long until) throws IOException {
        if (at == end && !fill(until)) {
            return -1;
        }
        return buffer[at++] & 0xff;
    }

    /** Some bytes, at most {@code length}; -1 at the end. */
    int some(byte[] into, int length, long until) throws IOException {
        if (at == end && !fill(until)) {
            return -1;
        }
        int n = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, 0, n);
        at += n;
        return n;
    }

    private boolean fill(long until) throws IOException {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw tooSlow(null);
        }
        try {
            if (socket != null) {
                socket.setSoTimeout((int) Math.min(left, limits.answerMillis()));
            }
            int n = input.read(buffer, 0, buffer.length);
            if (firstByte == 0 && n > 0) {
                firstByte = System.nanoTime();
            }
            at = 0;
            end = Math.max(0, n);
            return n > 0;
        } catch (SocketTimeoutException e) {
            if (firstByte == 0) {
                throw new ProbeException(Kind.ANSWER_TIMEOUT,
                        Message.of("diagnose.problem.silent", limits.answerMillis() / 1000.0), e);
            }
            throw tooSlow(e);
        } catch (SocketException e) {
            throw new ProbeException(Kind.DROPPED, Message.of("diagnose.problem.reset"), e);
        }
    }

    private ProbeException tooSlow(@Nullable Throwable cause) {
        return new ProbeException(Kind.TOO_SLOW,
                Message.of("diagnose.problem.slow", limits.wholeMillis() / 1000.0), cause);
    }

    private static ProbeException malformed(String line) {
        String excerpt = line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
        return new ProbeException(Kind.MALFORMED,
                Message.of("diagnose.problem.malformed", excerpt.replaceAll("\\p{Cntrl}", "\uFFFD")), null);
    }
}
