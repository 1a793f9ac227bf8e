package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Years that lines do not tell, hours that come twice, months in French. */
class TimesTest {
    private static List<String> times(Instant now, String... lines) {
        LineParser parser = new LineParser("/var/log/syslog", null, new LocalTimes(Parsing.PARIS, () -> now));
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            all.add(LogRecord.instant(parser.parse(bytes, 0, bytes.length).time()) + "");
        }
        return all;
    }

    @Test
    void decemberIsReadInJanuary() {
        assertEquals(List.of("2024-12-31T22:59:58Z", "2024-12-31T23:00:01Z", "2025-01-02T07:00:00Z"),
                times(Instant.parse("2025-01-02T07:00:05Z"), "Dec 31 23:59:58 h a: x", "Jan  1 00:00:01 h a: x",
                        "Jan  2 08:00:00 h a: x"));
        assertEquals(List.of("2025-01-02T12:00:00Z"),
                times(Instant.parse("2025-01-02T07:00:05Z"), "Jan  2 13:00:00 h a: x"), "a clock may run ahead");
        assertEquals(List.of("2024-02-29T09:00:00Z"),
                times(Instant.parse("2026-11-21T00:00:00Z"), "Feb 29 10:00:00 h a: x"));
    }

    @Test
    void theHourThatComesTwiceFollowsTheLinesBefore() {
        // 27 October 2024: 03:00 summer time is 02:00 winter time in Paris.
        assertEquals(
                List.of("2024-10-26T23:59:00Z", "2024-10-27T00:01:00Z", "2024-10-27T00:58:00Z", "2024-10-27T01:00:30Z",
                        "2024-10-27T01:30:00Z", "2024-10-27T02:10:00Z"),
                times(Instant.parse("2024-11-01T00:00:00Z"), "2024/10/27 01:59:00 [error] 1#2: x",
                        "2024/10/27 02:01:00 [error] 1#2: x", "2024/10/27 02:58:00 [error] 1#2: x",
                        "2024/10/27 02:00:30 [error] 1#2: x", "2024/10/27 02:30:00 [error] 1#2: x",
                        "2024/10/27 03:10:00 [error] 1#2: x"));
        assertEquals(List.of("2024-10-27T00:30:00Z"),
                times(Instant.parse("2024-11-01T00:00:00Z"), "2024/10/27 02:30:00 [error] 1#2: x"),
                "nothing to follow: the first one");
    }

    @Test
    void monthsInFrench() {
        String[] names = {"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
                "déc."};
        for (int month = 1; month <= 12; month++) {
            String wanted = "2024-%02d-03T".formatted(month);
            String found = times(Instant.parse("2024-12-31T00:00:00Z"), names[month - 1] + "  3 10:11:12 h a: x")
                    .getFirst();
            assertEquals(wanted, found.substring(0, wanted.length()), names[month - 1]);
        }
        byte[] latin = "Août  3 10:11:12 h a: x".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("2024-08-03T08:11:12Z",
                LogRecord.instant(Parsing.parser("x").parse(latin, 0, latin.length).time()) + "");
    }
}
