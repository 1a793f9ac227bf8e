package fr.touchweb.console.core.binlog.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of a row image, as the tool printed it; {@code Column} says what it means. */
public sealed interface Value {
    Value NOT_LOGGED = new NotLogged();
    Value NULL = new Null();

    /** The image leaves the column out: neither NULL nor unchanged, simply not known. */
    record NotLogged() implements Value {}

    record Null() implements Value {}

    /**
     * A whole number.
     *
     * @param signed read as signed
     * @param unsigned the other reading, null when both are the same
     */
    record Whole(BigInteger signed, @Nullable BigInteger unsigned) implements Value {}

    /**
     * A number as text: exact for DECIMAL and DOUBLE.
     *
     * @param lossy FLOAT, of which the tool prints six digits
     */
    record Numeric(String text, boolean lossy) implements Value {}

    /** BIT, or SET as bitmap: characters 0 and 1, the highest bit first. */
    record Bits(String bits) implements Value {}

    /** DATE ({@code 2026:01:02}), TIME or DATETIME, which have no zone. */
    record Temporal(String text) implements Value {}

    /** TIMESTAMP: UTC epoch; 0 is the zero date. */
    record Epoch(long second, int micros) implements Value {}

    /**
     * CHAR, VARCHAR, TEXT, BLOB, BINARY, JSON: bytes in the column's character set.
     *
     * @param ambiguous the tool does not escape the backslash (MariaDB) and the text holds a backslash escape, which may
     *        be text: no undo from it
     */
    record Bytes(byte[] bytes, boolean ambiguous) implements Value {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes(byte[] b, boolean a) && a == ambiguous && Arrays.equals(b, bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(bytes), ambiguous);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + (ambiguous ? ", ambiguous]" : "]");
        }
    }

    /** A change instead of a value: partial JSON ({@code JSON_REPLACE(@2, '$.a', 2)}). */
    record Expression(String text) implements Value {}

    /** What the tool could not print: GEOMETRY on MySQL, a corrupted value. */
    record Unreadable(String text) implements Value {}
}
