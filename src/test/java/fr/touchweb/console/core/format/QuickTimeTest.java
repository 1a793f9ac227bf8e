package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The time alone is that which the whole line tells. */
class QuickTimeTest {
    private static final List<String> LINES = List.of(
            "198.51.100.7 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"",
            "www.acme.test:443 2001:db8::7 - jean [x] [13/Jan/2025:10:11:13 +0100] \"GET / HTTP/1.1\" 200 5",
            "198.51.100.7 - - [13/Jan/2025:09:11:13 +0000] \"\\x16\\x03\" 400 0",
            "Jan 13 10:11:12 lb haproxy[91]: 198.51.100.7:4410 [13/Jan/2025:10:11:11.345] fe~ be/web1 1/0/2/30/33 200 512 - - "
                    + "---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
            "2025-01-13T10:11:12.123456+01:00 lb haproxy[91]: unix:1 [13/Jan/2025:10:11:10.001] fe be/<NOSRV> "
                    + "-1/-1/-1/-1/5000 408 212 - - cR-- 1/1/0/0/0 0/0 \"<BADREQ>\"",
            "198.51.100.7:4410 [13/Jan/2025:10:11:12.9] fe be/web1 1/2/33 512 -- 1/1/0/0/0 0/0",
            "Jan 13 10:11:12 lb haproxy[91]: Server be/web1 is DOWN, reason: Layer4 timeout",
            "Jan 13 10:11:12 web1 kernel: [13/Jan/2025:10:11:12.123] no line of HAProxy",
            "[13-Jan-2025 10:11:12] NOTICE: fpm is running",
            "[13-Jan-2025 10:11:12]  [pool www] pid 4321",
            "script_filename = /home/www/index.php",
            "[0x00007f] sleep() /home/www/index.php:3",
            "", "no time at all",
            "2025-01-13 10:11:12,345 fail2ban.actions        [1234]: NOTICE  [sshd] Ban 198.51.100.7");

    private static LineParser parser() {
        return new LineParser("/var/log/mixed.log", null, new LocalTimes(Parsing.PARIS, Parsing.NOW));
    }

    @Test
    void itIsTheTimeOfTheWholeLineInAnyMixture() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LineParser quick = parser();
        LineParser whole = parser();
        for (int i = 0; i < 20_000; i++) {
            int last = random.nextInt(LINES.size());
            for (int again = random.nextInt(3); again >= 0; again--) {
                byte[] line = LINES.get(last).getBytes(StandardCharsets.UTF_8);
                ParsedLine parsed = whole.parse(line, 0, line.length);
                long expected = parsed.continuation() ? LocalTimes.NONE : parsed.time();
                assertEquals(expected, quick.time(line, 0, line.length), LINES.get(last) + ", seed " + seed);
            }
        }
    }

    @Test
    void aLineThatIsBrokenBehindItsTimeHasThatTime() {
        LineParser quick = parser();
        byte[] first = LINES.getFirst().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= first.length; length++) {
            long time = quick.time(first, 0, first.length);
            assertEquals(length < 47 ? LocalTimes.NONE : time, quick.time(first, 0, length), length + " bytes");
        }
    }
}
