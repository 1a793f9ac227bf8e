package fr.touchweb.console.core.ssh.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the data types of RFC 4251, section 5, and never past the end. Not thread-safe. */
public final class WireReader {
    private final byte[] bytes;
    private int position;

    public WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int remaining() {
        return bytes.length - position;
    }

    /** Bytes read so far. */
    public int position() {
        return position;
    }

    public int readByte() throws WireException {
        need(1);
        return bytes[position++] & 0xff;
    }

    public boolean readBoolean() throws WireException {
        return readByte() != 0;
    }

    /** An unsigned 32-bit number. */
    public long readUint32() throws WireException {
        need(4);
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    /** An unsigned 64-bit number in a signed long: compare with {@link Long#compareUnsigned}. */
    public long readUint64() throws WireException {
        long high = readUint32();
        return high << 32 | readUint32();
    }

    /** A length-prefixed byte string. */
    public byte[] readString() throws WireException {
        long length = readUint32();
        if (length > remaining()) {
            throw new WireException("a string of " + length + " bytes where " + remaining() + " are left");
        }
        byte[] value = Arrays.copyOfRange(bytes, position, position + (int) length);
        position += (int) length;
        return value;
    }

    /** A length-prefixed string as UTF-8; bytes that are none become U+FFFD. */
    public String readText() throws WireException {
        return new String(readString(), StandardCharsets.UTF_8);
    }

    /** A multiple precision integer. */
    public BigInteger readMpint() throws WireException {
        byte[] value = readString();
        return value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
    }

    private void need(int count) throws WireException {
        if (remaining() < count) {
            throw new WireException("ends early");
        }
    }
}
