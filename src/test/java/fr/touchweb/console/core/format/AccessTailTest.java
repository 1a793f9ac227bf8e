package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.policy.FormatPolicy;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Durations behind the agent of access lines: declared, noted by the line, or proved by the order of the lines. */
class AccessTailTest {
    private static final String HEAD = "198.51.100.7 - - [13/Jan/2025:10:00:%02d +0100] \"GET /%d HTTP/1.1\" 200 5 \"-\" \"x\"";

    private static LineParser parser(String path, AccessTail tail) {
        return FormatCatalog.plain().parser(path, null, new LocalTimes(Parsing.PARIS, Parsing.NOW), tail);
    }

    private static double duration(LineParser parser, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 0, bytes.length).number(Field.DURATION);
    }

    private static double alone(String path, String tail) {
        return duration(parser(path, FormatCatalog.plain().tail(path)), HEAD.formatted(1, 1) + " " + tail);
    }

    @Test
    void theUnitThatALineNames() {
        Map<String, Double> known = Map.ofEntries(Map.entry("**12/12345678**", 12.345678),
                Map.entry("**0/345678**", 0.345678),
                Map.entry("rt=0.250", 0.25), Map.entry("\"www.acme.test\" rt=0.250 urt=\"0.1, 0.2 : 0.3\"", 0.25),
                Map.entry("345678us", 0.345678), Map.entry("250ms", 0.25), Map.entry("- 1.5s", 1.5),
                Map.entry("D=345678", 0.345678),
                Map.entry("T:3", 3.0), Map.entry("took=1 duration=250ms", 0.25),
                Map.entry("[request_time:0.125]", 0.125), Map.entry("time_ms=12", 0.012));
        known.forEach((tail, seconds) -> assertEquals(seconds, alone("/var/log/apache2/access.log", tail), 1e-9, tail));
        assertEquals(0.123, alone("/var/log/nginx/access.log", "0.123 \"0.1, 0.2 : 0.3\""), 1e-9);
        for (String silent : List.of("12345", "**12/345678**", "0.123", "rt=12", "id=99 443", "duration=250",
                "**1/2/3**", "\"5s-cache\"", "TLSv1.3s", "ttl=60s")) {
            assertTrue(Double.isNaN(alone("/var/log/apache2/access.log", silent)), silent);
        }
    }

    @Test
    void theLogFormatOfTheHouse() {
        Map<String, String> tails = Map.of("%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %I %D",
                "77 345678",
                "%{User-Agent}i\\\" **%T/%D** %V", "**0/345678** www.acme.test", "%{ms}T", "345.678",
                "$host $request_time",
                "www.acme.test 0.345678", "\"%{X-Id}i\" %D", "\"a b\" 345678");
        tails.forEach((format, tail) -> {
            AccessTail declared = new AccessTail(new FormatPolicy.AccessTails(3, 2_500,
                    List.of(new FormatPolicy.Declared("*other*", "%T"),
                            new FormatPolicy.Declared("/var/log/*", format))),
                    "/var/log/access.log");
            assertEquals(0.345678, duration(parser("/var/log/access.log", declared), HEAD.formatted(1, 1) + " " + tail),
                    1e-9,
                    format);
            assertTrue(Double.isNaN(duration(parser("/x", declared), HEAD.formatted(1, 1) + " of another form")),
                    format);
        });
        assertThrows(RuntimeException.class, () -> new FormatPolicy.Declared("*", "%I %O"));
    }

    /** A request as a server has it: written at its end, with the second of its beginning. */
    private record Request(long begin, long micros) {}

    private static String log(long seed, int slow, LongFunction<String> tail) {
        Random random = new Random(seed);
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long micros = random.nextInt(1_000) < slow
                    ? 3_000_000 + random.nextInt(9_000_000)
                    : 800 + random.nextInt(400_000);
            all.add(new Request(i * 20_000L + random.nextInt(20_000), micros));
        }
        all.sort(Comparator.comparingLong(one -> one.begin() + one.micros()));
        StringBuilder text = new StringBuilder();
        for (Request one : all) {
            text.append(HEAD.formatted(one.begin() / 1_000_000, one.begin() % 97)).append(' ')
                    .append(tail.apply(one.micros()))
                    .append('\n');
        }
        return text.toString();
    }

    private static AccessTail learnt(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FormatCatalog.plain().tail("/var/log/apache2/access.log", bytes, bytes.length);
    }

    @Test
    void theUnitThatAloneExplainsTheLateLines() {
        Map<String, LongFunction<String>> tails = Map.of("%D", d -> d + "", "%{ms}T", d -> d / 1_000 + "",
                "%T", d -> d / 1_000_000 + "", "%x %x %D", d -> d * 7 % 90_000 + " " + d % 60_000 + " " + d,
                "%D %x", d -> d + " 443", "\"%x\" %D", d -> "\"a b\" " + d);
        for (long seed = 1; seed <= 5; seed++) {
            for (Map.Entry<String, LongFunction<String>> one : tails.entrySet()) {
                AccessTail tail = learnt(log(seed, 10, one.getValue()));
                Message why = tail.why().orElseThrow();
                assertEquals("format.tail.learnt", why.key(), one.getKey() + " " + seed);
                assertEquals(one.getKey().replace("%D %x", "%D"), why.arguments().get(0), "seed " + seed);
            }
        }
        assertEquals(3.5, duration(parser("x", learnt(log(1, 10, d -> d + ""))), HEAD.formatted(1, 1) + " 3500000"),
                1e-9);
    }

    @Test
    void whatNothingProvesStaysUnknown() {
        Random random = new Random(7);
        Map<String, String> logs = Map.of("nothing lasts", log(1, 0, d -> d + ""), "bytes",
                log(2, 10, d -> 200 + random.nextInt(
                        90_000) + ""),
                "a port", log(3, 10, d -> "54321"), "a process", log(4, 10, d -> 4_000 + random.nextInt(8) + ""),
                "bytes and a port", log(5, 10, d -> random.nextInt(5_000_000) + " 443"));
        logs.forEach((name, text) -> {
            AccessTail tail = learnt(text);
            assertFalse(tail.isKnown(), name);
            assertEquals("format.tail.unknown", tail.why().orElseThrow().key(), name);
            assertTrue(Double.isNaN(duration(parser("x", tail), HEAD.formatted(1, 1) + " 3500000")), name);
        });
        assertTrue(learnt(log(1, 10, d -> "")).why().isEmpty(), "nothing is in question");
        assertTrue(new Texts(Language.ENGLISH).get(Message.of("format.tail.learnt", "%{ms}T", 12)).contains("%{ms}T"));
    }
}
