package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Value;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** How a tool writes the bytes of a string between its quotes (reference binlog 1.5). */
enum Dialect {
    /**
     * MariaDB, and MySQL before 5.7: bytes below 0x20 as {@code \xHH}, everything else as it is, so that the four
     * characters {@code \x0a} and a line feed look the same.
     */
    RAW,
    /** MySQL 5.7: the quote, the backslash and bytes below 0x20 as {@code \xHH}. */
    HEX,
    /** MySQL 8 and later: the escapes of SQL, and {@code \xHH}. */
    BACKSLASH;

    private static final int FIRST_PRINTED = 0x20;

    /** Reads what stands between the quotes. */
    Value.Bytes read(byte[] b, int from, int to) {
        int escape = Ascii.find(b, from, to, (byte) '\\');
        if (escape < 0) {
            return new Value.Bytes(Arrays.copyOfRange(b, from, to), false);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        bytes.write(b, from, escape - from);
        boolean ambiguous = false;
        for (int i = escape; i < to; i++) {
            if (b[i] != '\\' || i + 1 >= to) {
                bytes.write(b[i]);
                continue;
            }
            int hex = b[i + 1] == 'x' && i + 3 < to ? hex(b[i + 2], b[i + 3]) : -1;
            if (this == RAW) {
                if (hex >= 0 && hex < FIRST_PRINTED) {
                    ambiguous = true;
                    bytes.write(hex);
                    i += 3;
                } else {
                    bytes.write('\\');
                }
            } else if (hex >= 0) {
                bytes.write(hex);
                i += 3;
            } else if (this == HEX) {
                bytes.write('\\');
            } else {
                i++;
                bytes.write(switch (b[i]) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case '0' -> 0;
                    default -> b[i];
                });
            }
        }
        return new Value.Bytes(bytes.toByteArray(), ambiguous);
    }

    private static int hex(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h * 16 + l;
    }
}
