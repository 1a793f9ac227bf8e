package fr.touchweb.console.core.logs.digest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as the key of a map; one object is moved from place to place to look up without copying. */
final class ByteKey {
    private byte[] bytes;
    private int length;
    private int hash;

    ByteKey() {
        bytes = new byte[0];
    }

    private ByteKey(byte[] bytes, int hash) {
        this.bytes = bytes;
        this.length = bytes.length;
        this.hash = hash;
    }

    /** Stands for the first bytes of an array until the next call. */
    ByteKey at(byte[] b, int count) {
        bytes = b;
        length = count;
        int h = 1;
        for (int i = 0; i < count; i++) {
            h = 31 * h + b[i];
        }
        hash = h;
        return this;
    }

    /** One that can be kept. */
    ByteKey copy() {
        return new ByteKey(Arrays.copyOf(bytes, length), hash);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteKey key && hash == key.hash
                && Arrays.equals(bytes, 0, length, key.bytes, 0, key.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
