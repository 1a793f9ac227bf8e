package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a line holds, parsing ends, throws nothing and stays inside the line. */
class HostileLinesTest {
    private static final List<String> SEEDS = List.of(
            "www.acme.test:443 2001:db8::7 - u [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/1.1\" 500 1 \"-\" \"curl\"",
            "[Thu May 12 08:28:57.652118 2011] [core:error] [pid 8777:tid 43] [client [::1]:58619] AH00124: x, referer: y",
            "2025/01/13 10:11:12 [error] 12#34: *5 m, client: 1.1.1.1, server: s, request: \"GET / HTTP/1.1\", host: \"h\"",
            "Jan 13 10:11:12 lb1 haproxy[1234]: 198.51.100.71:1025 [13/Jan/2025:10:10:42.318] https~ web/web2 "
                    + "0/0/1/-1/30001 504 198 - - sH-- 312/310/12/3/0 0/0 {a|b} {c} \"GET /fr HTTP/1.1\"",
            "[13-Jan-2025 10:11:12] WARNING: [pool www] child 4321, script '/i.php' (request: \"GET /\") executing (5.0 sec)",
            "[13-Jan-2025 10:11:12]  [pool www] pid 4321\nscript_filename = /x.php\n[0x0] a() /b:1",
            "[13-Jan-2025 10:11:12 Europe/Paris] PHP Fatal error:  x in /a.php on line 12",
            "<165>1 2003-10-11T22:14:15.003Z m.test app 12 ID47 [a@1 b=\"c]\\\"\"] hello",
            "août 19 10:11:12 h sshd[1]: Failed password for invalid user x from 203.0.113.9 port 4 ssh2",
            "Jan 13 10:11:12 h sudo: jd : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls",
            "[2025-01-13T10:11:12.123456+01:00] main.CRITICAL: lost {\"a\":{\"b\":[1]}} []",
            "2025-01-13T09:11:12.123456Z 12 [ERROR] [MY-000035] [Server] Access denied for user 'a'@'b' (x)",
            "080721  3:04:00 [Warning] option", "# Time: 071218 11:48:27 # User@Host: [SQL_SLAVE] @  []",
            "# Time: 2025-01-13T09:11:12.1Z\n# User@Host: a[a] @ h [127.0.0.1]  Id:    12\n# Query_time: 4.25  Lock_time: 0"
                    + " Rows_sent: 3  Rows_examined: 9\nuse acme;\nSET timestamp=1736759468;\nSELECT 1;",
            "2025-01-13 10:11:12,345 fail2ban.actions        [1234]: NOTICE  [sshd] Ban 203.0.113.9",
            "{\"time\":\"2025-01-13T10:11:12+01:00\",\"level\":\"warn\",\"msg\":\"a \\\"b\\\" \\u00e9\",\"a\":{\"b\":[1]}}",
            "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1736759472123456\nMESSAGE\n\7\0\0\0\0\0\0\0two\n\nit\n_PID=9\n");

    @Test
    void brokenLinesNeverThrow() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        LineParser parser = Parsing.parser("/var/log/mixed.log");
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = mutate(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
            int from = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : 0;
            check(parser, bytes, from, bytes.length, seed);
        }
    }

    /** Lines come out as records whose lines, joined, are the file; whatever they hold. */
    @Test
    void noByteIsLost() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            long lines = 0;
            long bytes = 0;
            for (int i = 0; i < 60; i++) {
                byte[] line = mutate(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
                file.write(line);
                file.write('\n');
            }
            byte[] all = file.toByteArray();
            LineParser heads = Parsing.parser("/var/log/mixed.log");
            int records = 0;
            for (int from = 0; from < all.length;) {
                int to = Bytes.find(all, from, all.length, '\n');
                ParsedLine parsed = heads.parse(all, from, to);
                int stop = to > from && all[to - 1] == '\r' ? to - 1 : to;
                assertEquals(stop - from, parsed.end() - parsed.start(), "seed " + seed);
                bytes += to - from + 1;
                lines++;
                records += parsed.continuation() || to == from ? 0 : 1;
                from = to + 1;
            }
            assertEquals(all.length, bytes, "seed " + seed);
            List<LogRecord> read = Parsing.records("/var/log/mixed.log", all);
            assertTrue(read.size() <= records + 1 && read.size() >= records - 1, "seed " + seed);
            assertTrue(read.stream().mapToInt(LogRecord::lines).sum() <= lines, "seed " + seed);
        }
    }

    @Test
    void everyTruncationIsHarmless() {
        LineParser parser = Parsing.parser("/var/log/mixed.log");
        for (String line : SEEDS) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            for (int end = 0; end <= bytes.length; end++) {
                check(parser, bytes, 0, end, 0);
                check(parser, Arrays.copyOf(bytes, end), 0, end, 0);
            }
        }
    }

    @Test
    void hugeLinesAreReadAndCut() throws IOException {
        byte[] huge = new byte[3 << 20];
        Arrays.fill(huge, (byte) '[');
        huge[huge.length - 1] = '\n';
        List<LogRecord> all = Parsing.records("x", huge);
        assertEquals(1, all.size());
        assertEquals(RecordReader.LONGEST_LINE, all.getFirst().message().length());
        Arrays.fill(huge, (byte) ',');
        byte[] head = "2025/01/13 10:11:12 [error] 12#34: *5 m, client: ".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + head.length < huge.length; i += head.length) {
            System.arraycopy(head, 0, huge, i, head.length);
        }
        check(Parsing.parser("x"), huge, 0, 1 << 16, 0);
    }

    private static void check(LineParser parser, byte[] bytes, int from, int to, long seed) {
        try {
            ParsedLine line = parser.parse(bytes, from, to);
            line.message();
            line.fields();
            line.extras();
            line.written();
            line.began();
            line.raw();
            parser.why();
        } catch (RuntimeException e) {
            fail("seed " + seed + ": " + new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), e);
        }
    }

    private static byte[] mutate(byte[] line, Random random) {
        byte[] bytes = line.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                case 1 -> bytes[random.nextInt(bytes.length)] = (byte) " []{}\"\\:/,-0".charAt(random.nextInt(12));
                case 2 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
                default -> {
                    int at = random.nextInt(bytes.length);
                    int length = random.nextInt(Math.min(20, bytes.length - at) + 1);
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
            }
        }
        return bytes;
    }
}
