package fr.touchweb.console.core.ssh.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the data types of RFC 4251, section 5. Not thread-safe. */
public final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public WireWriter putByte(int value) {
        out.write(value);
        return this;
    }

    public WireWriter putUint32(long value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    public WireWriter putUint64(long value) {
        return putUint32(value >>> 32).putUint32(value & 0xffff_ffffL);
    }

    public WireWriter putString(byte[] value) {
        return putUint32(value.length).putRaw(value);
    }

    public WireWriter putText(String value) {
        return putString(value.getBytes(StandardCharsets.UTF_8));
    }

    public WireWriter putMpint(BigInteger value) {
        return putString(value.signum() == 0 ? new byte[0] : value.toByteArray());
    }

    public WireWriter putRaw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }
}
