package fr.touchweb.console.core.diagnose.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records of FastCGI, long, torn and arbitrary. */
class FastCgiTest {
    private static byte[] record(int type, byte[] content, int padding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{1, (byte) type, 0, 1, (byte) (content.length >>> 8), (byte) content.length,
                (byte) padding, 0});
        out.writeBytes(content);
        out.writeBytes(new byte[padding]);
        return out.toByteArray();
    }

    @Test
    void whatTheApplicationWroteIsPutTogetherWithoutItsErrors() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(record(7, "PHP Notice".getBytes(StandardCharsets.US_ASCII), 6));
        answer.writeBytes(record(6, "Status: 301 Moved\r\n".getBytes(StandardCharsets.US_ASCII), 5));
        answer.writeBytes(record(6, "Location: /b\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0));
        answer.writeBytes(record(3, new byte[8], 0));
        assertEquals("Status: 301 Moved\r\nLocation: /b\r\n\r\n",
                new String(FastCgi.output(answer.toByteArray()), StandardCharsets.US_ASCII));
    }

    @Test
    void aTornAnswerGivesWhatIsThere() {
        byte[] whole = record(6, "Status: 301 Moved\r\n".getBytes(StandardCharsets.US_ASCII), 0);
        assertEquals("Status: ",
                new String(FastCgi.output(Arrays.copyOf(whole, 16)), StandardCharsets.US_ASCII));
        assertArrayEquals(new byte[0], FastCgi.output(Arrays.copyOf(whole, 5)));
    }

    @Test
    void longValuesAndManyParametersAreCutIntoRecords() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            all.put("HTTP_X_" + i, "é".repeat(1000));
        }
        byte[] bytes = FastCgi.request(all);
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int length = (bytes[at + 4] & 0xff) << 8 | bytes[at + 5] & 0xff;
            if (bytes[at + 1] == 4) {
                parameters.write(bytes, at + 8, length);
            }
            at += 8 + length;
        }
        assertEquals(bytes.length, at, "whole records");
        byte[] pairs = parameters.toByteArray();
        int name = pairs[0];
        int value = (pairs[1] & 0x7f) << 24 | (pairs[2] & 0xff) << 16 | (pairs[3] & 0xff) << 8 | pairs[4] & 0xff;
        assertEquals("HTTP_X_0", new String(pairs, 5, name, StandardCharsets.UTF_8));
        assertEquals(2000, value);
        assertEquals("é".repeat(1000), new String(pairs, 5 + name, value, StandardCharsets.UTF_8));
    }

    @Test
    void whateverComesNothingIsThrown() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextBoolean()) {
                bytes[0] = 1;
                bytes[1] = 6;
            }
            assertTrue(FastCgi.output(bytes).length <= bytes.length, "seed " + seed);
        }
    }
}
