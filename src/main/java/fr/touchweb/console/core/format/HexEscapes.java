package fr.touchweb.console.core.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What servers write for bytes that would break their lines: {@code \\xhh} (Apache, nginx) and {@code #hh} (HAProxy). A value
 * in which they are all text comes out as that; one with control characters or bytes of no text (TLS on a plain port) keeps
 * them as they are written.
 */
final class HexEscapes {
    private HexEscapes() {}

    /** Without {@code \\"}, {@code \\\\} and {@code \\xhh}. */
    static String backslashed(byte[] b, int from, int to) {
        return Bytes.find(b, from, to, '\\') < 0 ? Bytes.text(b, from, to) : plain(b, from, to, "\\x");
    }

    /** Without {@code #hh}. */
    static String hashed(byte[] b, int from, int to) {
        return Bytes.find(b, from, to, '#') < 0 ? Bytes.text(b, from, to) : plain(b, from, to, "#");
    }

    private static String plain(byte[] b, int from, int to, String sign) {
        boolean text = areText(b, from, to, sign);
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to;) {
            int runEnd = text ? run(b, i, to, sign) : i;
            if (runEnd > i) {
                length += decode(b, i, runEnd, sign.length(), plain, length);
                i = runEnd;
            } else {
                boolean quoted = sign.length() == 2 && b[i] == '\\' && i + 1 < to
                        && (b[i + 1] == '"' || b[i + 1] == '\\');
                i += quoted ? 1 : 0;
                plain[length++] = b[i++];
            }
        }
        return Bytes.text(plain, 0, length);
    }

    private static boolean areText(byte[] b, int from, int to, String sign) {
        byte[] bytes = new byte[(to - from) / (sign.length() + 2)];
        for (int i = from; i < to; i++) {
            int runEnd = run(b, i, to, sign);
            if (runEnd > i) {
                if (!isText(bytes, decode(b, i, runEnd, sign.length(), bytes, 0))) {
                    return false;
                }
                i = runEnd - 1;
            } else if (b[i] == '\\' && sign.length() == 2) {
                i++;
            }
        }
        return true;
    }

    /** Place after the escapes that follow each other from here on. */
    private static int run(byte[] b, int from, int to, String sign) {
        int i = from;
        while (Bytes.at(b, i, to, sign) && i + sign.length() + 2 <= to && digit(b[i + sign.length()]) >= 0
                && digit(b[i + sign.length() + 1]) >= 0) {
            i += sign.length() + 2;
        }
        return i;
    }

    private static int decode(byte[] b, int from, int to, int sign, byte[] out, int at) {
        int count = 0;
        for (int i = from; i < to; i += sign + 2) {
            out[at + count++] = (byte) (digit(b[i + sign]) << 4 | digit(b[i + sign + 1]));
        }
        return count;
    }

    private static boolean isText(byte[] b, int count) {
        for (int i = 0; i < count; i++) {
            if (b[i] >= 0 && b[i] < ' ' || b[i] == 0x7F) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, 0, count));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int digit(byte c) {
        return Character.digit(c, 16);
    }
}
