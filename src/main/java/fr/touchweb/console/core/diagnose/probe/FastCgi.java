package fr.touchweb.console.core.diagnose.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Records of FastCGI 1.0 for one request without a body; the connection closes behind the answer. */
final class FastCgi {
    private static final int HEADER = 8;
    private static final int MOST = 0xffff;
    private static final int BEGIN = 1;
    private static final int PARAMS = 4;
    private static final int STDIN = 5;
    private static final int STDOUT = 6;
    private static final int RESPONDER = 1;

    private FastCgi() {}

    /** The bytes of a request; @param parameters as CGI names them */
    static byte[] request(Map<String, String> parameters) {
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        parameters.forEach((name, value) -> {
            byte[] key = name.getBytes(StandardCharsets.UTF_8);
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            length(pairs, key.length);
            length(pairs, text.length);
            pairs.writeBytes(key);
            pairs.writeBytes(text);
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        record(all, BEGIN, new byte[]{0, RESPONDER, 0, 0, 0, 0, 0, 0}, 0, 8);
        byte[] content = pairs.toByteArray();
        for (int at = 0; at < content.length; at += MOST) {
            record(all, PARAMS, content, at, Math.min(MOST, content.length - at));
        }
        record(all, PARAMS, content, 0, 0);
        record(all, STDIN, content, 0, 0);
        return all.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(length >>> 24 | 0x80);
            out.write(length >>> 16);
            out.write(length >>> 8);
            out.write(length);
        }
    }

    private static void record(ByteArrayOutputStream out, int type, byte[] content, int from, int length) {
        out.writeBytes(new byte[]{1, (byte) type, 0, 1, (byte) (length >>> 8), (byte) length, 0, 0});
        out.write(content, from, length);
    }

    /** What the application wrote, as far as whole records tell it; the rest of a torn answer is left out. */
    static byte[] output(byte[] answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at + HEADER <= answer.length && answer[at] == 1) {
            int length = (answer[at + 4] & 0xff) << 8 | answer[at + 5] & 0xff;
            int padding = answer[at + 6] & 0xff;
            int there = Math.min(length, answer.length - at - HEADER);
            if (answer[at + 1] == STDOUT) {
                out.write(answer, at + HEADER, there);
            }
            at += HEADER + length + padding;
        }
        return out.toByteArray();
    }
}
