package fr.touchweb.console.core.logs.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our inflater against what the platform and the gzip program compress. */
class GzipBytesTest {
    @TempDir
    private Path folder;

    private static final class Levelled extends GZIPOutputStream {
        Levelled(OutputStream out, int level, int strategy) throws IOException {
            super(out);
            def.setLevel(level);
            def.setStrategy(strategy);
        }
    }

    private static RandomBytes in(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long offset, byte[] into, int start, int length) {
                int here = (int) Math.clamp(bytes.length - offset, 0, length);
                System.arraycopy(bytes, (int) Math.min(offset, bytes.length), into, start, here);
                return here;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static byte[] all(RandomBytes bytes) throws IOException {
        byte[] whole = new byte[(int) bytes.size()];
        assertEquals(whole.length, bytes.read(0, whole, 0, whole.length));
        return whole;
    }

    private static byte[] zipped(byte[] plain, int level, int strategy) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new Levelled(out, level, strategy)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    /** Bytes with repetitions near and far, runs, and noise. */
    private static byte[] mixed(Random random) {
        byte[] bytes = new byte[random.nextInt(400_000)];
        for (int i = 0; i < bytes.length;) {
            int length = Math.min(bytes.length - i, 1 + random.nextInt(600));
            int kind = random.nextInt(4);
            for (int k = 0; k < length; k++, i++) {
                bytes[i] = switch (kind) {
                    case 0 -> (byte) random.nextInt(256);
                    case 1 -> (byte) ('a' + random.nextInt(4));
                    case 2 -> i > 40_000 ? bytes[i - 32_768] : (byte) 'x';
                    default -> i > 3 ? bytes[i - 1 - random.nextInt(2)] : (byte) 'y';
                };
            }
        }
        return bytes;
    }

    @Test
    void inflatesWhatThePlatformCompresses() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] plain = mixed(random);
            int strategy = new int[]{Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY,
                    Deflater.FILTERED}[random.nextInt(3)];
            byte[] zipped = zipped(plain, random.nextInt(10), strategy);
            assertArrayEquals(plain, all(GzipBytes.inflated(in(zipped))), "seed " + seed);
        }
    }

    @Test
    void membersFollowEachOtherAndWhatComesAfterIsNoneOfThem() throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(zipped("one\n".getBytes(StandardCharsets.UTF_8), 9, 0));
        both.write(zipped(new byte[0], 9, 0));
        both.write(zipped("two\n".getBytes(StandardCharsets.UTF_8), 1, 0));
        both.write(new byte[512]);
        assertEquals("one\ntwo\n", new String(all(GzipBytes.inflated(in(both.toByteArray()))), StandardCharsets.UTF_8));
    }

    @Test
    void tornAndDamagedFilesAreToldFromEachOther() throws Exception {
        byte[] zipped = zipped(mixed(new Random(5)), 6, 0);
        for (int length : new int[]{11, 12, 200, zipped.length / 2, zipped.length - 9, zipped.length - 1}) {
            assertThrows(java.io.EOFException.class,
                    () -> all(GzipBytes.inflated(in(Arrays.copyOf(zipped, length)))), "cut at " + length);
        }
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = zipped.clone();
            damaged[10 + random.nextInt(zipped.length - 10)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(IOException.class, () -> all(GzipBytes.inflated(in(damaged))), "round " + i);
        }
    }

    @Test
    void anyPlaceIsReachedAgainWithoutStartingOver() throws Exception {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 400_000; i++) {
            text.append(i).append(" GET /page-").append(random.nextInt(1_000_000)).append(" 200\n");
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.US_ASCII);
        Path file = folder.resolve("access.log.2");
        Files.write(file, plain);
        RealPeer.require("gzip");
        assertEquals(0, new ProcessBuilder("gzip", "-k", file.toString()).start().waitFor());
        try (RandomBytes bytes = GzipBytes.inflated(RandomBytes.of(folder.resolve("access.log.2.gz")))) {
            assertEquals(plain.length, bytes.size());
            for (int i = 0; i < 50; i++) {
                int at = random.nextInt(plain.length);
                byte[] some = new byte[1 + random.nextInt(5_000)];
                int read = bytes.read(at, some, 0, some.length);
                assertEquals(Math.min(some.length, plain.length - at), read);
                assertArrayEquals(Arrays.copyOfRange(plain, at, at + read), Arrays.copyOf(some, read));
            }
            assertEquals(0, bytes.read(plain.length + 10L, new byte[4], 0, 4));
            assertTrue(((GzipBytes) bytes).placeBytes() < plain.length / 100);
        }
    }

    @Test
    void plainBytesStayAsTheyAre() throws Exception {
        assertEquals("x", new String(all(GzipBytes.inflated(in("x".getBytes(StandardCharsets.UTF_8)))),
                StandardCharsets.UTF_8));
    }
}
