package fr.touchweb.console.core.logs.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.digest.LogSummary.Top;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDigestTest {
    @TempDir
    private Path folder;

    @Test
    void whatAnAccessLogSays() throws IOException {
        LogSummary all = Digests.stats("""
                198.51.100.1 - - [13/Jan/2025:10:11:12 +0100] "GET /a?x=1 HTTP/1.1" 200 12 "-" "curl"
                198.51.100.1 - - [13/Jan/2025:10:11:13 +0100] "GET /a?x=2 HTTP/1.1" 503 12 "-" "curl"
                198.51.100.2 - - [13/Jan/2025:10:13:12 +0100] "GET /b HTTP/1.1" 404 12 "-" "firefox"
                not a line of any format
                """);
        assertEquals(4, all.records());
        assertEquals(1, all.errors());
        assertEquals("2025-01-13T09:11:12Z", all.first() + "");
        assertEquals("2025-01-13T09:13:12Z", all.last() + "");
        assertEquals(Map.of(LogFormat.APACHE_ACCESS, 3L, LogFormat.TEXT, 1L), all.formats());
        assertEquals(Map.of(200, 1L, 404, 1L, 503, 1L), all.statuses());
        assertEquals(List.of(new TopCounter.Entry("/a", 2, 1, 0), new TopCounter.Entry("/b", 1, 0, 0)),
                all.tops().get(Dimension.URLS).entries());
        assertEquals(List.of("curl", "firefox"),
                all.tops().get(Dimension.AGENTS).entries().stream().map(TopCounter.Entry::key).toList());
        assertEquals(2, all.rate().getFirst().records() + all.rate().get(1).records());
        assertEquals(121, all.rate().size(), "steps without a record are there too");
    }

    @Test
    void whatHaproxySays() throws IOException {
        String head = "Jan 13 10:11:12 lb1 haproxy[1]: 198.51.100.71:1 [13/Jan/2025:10:10:42.318] f ";
        LogSummary all = Digests
                .stats(head + "web/w1 0/0/1/-1/30001 504 198 - - sH-- 1/1/1/1/0 0/0 \"GET /a HTTP/1.1\"\n"
                        + head + "web/w1 0/5/1/200/206 200 198 - - ---- 1/1/1/1/0 0/0 \"GET /a HTTP/1.1\"\n"
                        + head + "web/<NOSRV> -1/-1/-1/-1/5000 408 198 - - cR-- 1/1/1/1/0 0/0 \"<BADREQ>\"\n"
                        + head + "db/m1 3/4/500 198 -- 1/1/1/1/0 0/0\n");
        assertEquals(List.of("-- -1 1", "-- 200 1", "cR 408 1", "sH 504 1"), all.terminations().stream()
                .map(t -> t.termination().flags() + " " + t.termination().status() + " " + t.count()).toList());
        assertEquals(4, all.durations().count());
        assertEquals(30.001, all.durations().max());
        assertEquals(1, all.timers().get("response").count());
        assertEquals(3, all.timers().get("queue").count());
        assertEquals(0.2, all.timers().get("response").p50(), 0.002);
        assertEquals(List.of("web/w1", "db/m1", "web/<NOSRV>"),
                all.tops().get(Dimension.BACKENDS).entries().stream().map(TopCounter.Entry::key).toList());
        assertEquals(1, all.errors());
    }

    @Test
    void foldedMessagesCountAsOftenAsTheyCame() throws IOException {
        LogSummary all = Digests
                .stats("Jan 13 10:11:12 h sshd[1]: message repeated 5 times: [ Failed password for root "
                        + "from 203.0.113.9 port 4 ssh2]\n");
        assertEquals(5, all.records());
        assertEquals(5, all.tops().get(Dimension.CLIENTS).entries().getFirst().count());
    }

    @Test
    void quantilesKeepTheirError() {
        Random random = new Random(5);
        QuantileSketch fine = QuantileSketch.fine();
        QuantileSketch coarse = QuantileSketch.coarse();
        QuantileSketch other = QuantileSketch.fine();
        long[] values = new long[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(random.nextGaussian() * 3 + 11);
            (i % 2 == 0 ? fine : other).add(values[i]);
            coarse.add(values[i]);
        }
        fine.merge(other);
        Arrays.sort(values);
        for (double share : new double[]{0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
            double wanted = values[(int) Math.max(0, Math.ceil(share * values.length) - 1)] / 1e6;
            assertEquals(wanted, fine.quantile(share), wanted * QuantileSketch.ERROR, "p" + share);
            assertEquals(wanted, coarse.quantile(share), wanted * QuantileSketch.ERROR * 4, "p" + share);
        }
        assertEquals(values[values.length - 1] / 1e6, fine.max());
        assertEquals(0, QuantileSketch.fine().quantile(0.5));
        QuantileSketch edge = QuantileSketch.fine();
        edge.add(Long.MAX_VALUE);
        edge.add(-5);
        assertEquals(QuantileSketch.LONGEST / 1e6, edge.quantile(1),
                QuantileSketch.LONGEST / 1e6 * QuantileSketch.ERROR);
        assertEquals(0, edge.quantile(0.5));
    }

    /** Misra and Gries: no count is more than told too low, none too high, and the frequent are there. */
    @Test
    void topListsKeepTheirPromise() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        TopCounter counter = new TopCounter(64, 32);
        TopCounter half = new TopCounter(64, 32);
        Map<String, Long> truth = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String key = "key-" + (int) (Math.pow(random.nextDouble(), 6) * 3_000);
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            (i % 2 == 0 ? counter : half).add(bytes, 0, bytes.length, 1, false, 0);
            truth.merge(key, 1L, Long::sum);
        }
        counter.merge(half);
        assertEquals(50_000, counter.total());
        assertTrue(counter.missed() > 0 && counter.size() <= 64);
        Map<String, Long> told = new HashMap<>();
        counter.top(64).forEach(entry -> told.put(entry.key(), entry.count()));
        truth.forEach((key, count) -> {
            long found = told.getOrDefault(key, 0L);
            assertTrue(found <= count && found >= count - counter.missed(), "seed " + seed + " " + key);
        });
    }

    @Test
    void aCourseKeepsItsSumWhateverTheOrder() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        RateSeries one = new RateSeries(16);
        RateSeries two = new RateSeries(16);
        Map<Long, Long> truth = new TreeMap<>();
        for (int i = 0; i < 4_000; i++) {
            long second = 1_736_000_000L
                    + (random.nextInt(50) == 0 ? random.nextInt(100_000) - 50_000 : random.nextInt(90));
            (i % 3 == 0 ? one : two).add(second * 1_000_000, 1, i % 2 == 0);
            truth.merge(second, 1L, Long::sum);
        }
        one.merge(two);
        List<RateSeries.Step> steps = one.steps();
        assertTrue(steps.size() <= 16, "seed " + seed);
        for (RateSeries.Step step : steps) {
            long from = step.from().getEpochSecond();
            long wanted = truth.entrySet().stream()
                    .filter(e -> e.getKey() >= from && e.getKey() < from + one.step().toSeconds())
                    .mapToLong(Map.Entry::getValue).sum();
            assertEquals(wanted, step.records(), "seed " + seed);
        }
        assertEquals(4_000, steps.stream().mapToLong(RateSeries.Step::records).sum());
        assertEquals(2_000, steps.stream().mapToLong(RateSeries.Step::errors).sum());
    }

    @Test
    void aFileInPartsSaysTheSameAsAWholeOne() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 260_000; i++) {
            log.append("198.51.100.").append(i % 250).append(" - - [13/Jan/2025:10:").append(10 + i / 10_000)
                    .append(":12 +0100] \"GET /p").append(i % 977).append(" HTTP/1.1\" ")
                    .append(i % 50 == 0 ? 503 : 200)
                    .append(" 12\n");
        }
        Path file = Files.writeString(folder.resolve("access.log"), log);
        assertTrue(Files.size(file) > 16 << 20);
        List<LogDigest> parts = new ArrayList<>();
        long bytes = FileDigest.read(file, Digests.parsers("access.log"), () -> {
            LogDigest part = new LogDigest(Digests.POLICY);
            parts.add(part);
            return part::accept;
        }, 2, () -> false);
        assertEquals(Files.size(file), bytes);
        assertEquals(2, parts.size());
        LogDigest merged = new LogDigest(Digests.POLICY);
        parts.forEach(merged::merge);
        assertEquals(Digests.stats(log.toString()), merged.summary(10));
    }

    /** A part of a slow log begins at an event, never inside a statement. */
    @Test
    void aSlowLogInPartsLosesNoEvent() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 75_000; i++) {
            log.append("# Time: 2025-01-13T09:11:12.000000Z\n# User@Host: shop[shop] @ localhost []  Id: 5\n")
                    .append("# Query_time: 1.5  Lock_time: 0 Rows_sent: 1  Rows_examined: 1\nSET timestamp=1736759472;\n")
                    .append("SELECT `e`.*\nFROM `a` AS `e`\n# Time: of a comment\nWHERE x = ").append(i).append(";\n");
        }
        Path file = Files.writeString(folder.resolve("slow.log"), log);
        List<SlowQueryDigest> parts = new ArrayList<>();
        FileDigest.read(file, Digests.parsers("slow.log"), () -> {
            SlowQueryDigest part = new SlowQueryDigest(Digests.POLICY);
            parts.add(part);
            return part::accept;
        }, 2, () -> false);
        assertEquals(2, parts.size());
        parts.getFirst().merge(parts.getLast());
        SlowQueries all = parts.getFirst().summary(10);
        assertEquals(75_000, all.events());
        assertEquals(1, all.groups());
    }

    @Test
    void memoryStaysBoundedOnHostileLogs() throws IOException {
        LogDigest digest = new LogDigest(new DigestPolicy(100, 64, 16, 10, 64, 2, 10));
        Random random = new Random(7);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            log.append(random.nextInt(256)).append(".1.1.").append(random.nextInt(256))
                    .append(" - - [13/Jan/").append(1970 + random.nextInt(90)).append(":10:11:12 +0100] \"GET /")
                    .append("x".repeat(random.nextInt(200))).append(i).append(" HTTP/1.1\" 200 1\n");
        }
        Digests.feed("x", log.toString().getBytes(StandardCharsets.UTF_8),
                (ParsedLine parsed, long line, int lines) -> digest.accept(parsed));
        LogSummary all = digest.summary(10);
        assertEquals(20_000, all.records());
        Top clients = all.tops().get(Dimension.CLIENTS);
        assertEquals(20_000, clients.total());
        assertTrue(clients.missed() > 0);
        assertTrue(all.rate().size() <= 16);
        assertEquals(20_000, all.rate().stream().mapToLong(RateSeries.Step::records).sum());
    }
}
