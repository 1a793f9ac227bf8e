package fr.touchweb.console.core.logs.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slow requests of PHP-FPM, folded blocks, profiles of xdebug. */
class SlowScriptsTest {
    private static String block(int minute, int pid, String script, String... frames) {
        return "\n[13-Jan-2025 10:%02d:12]  [pool www] pid %d\nscript_filename = %s\n".formatted(minute, pid, script)
                + String.join("", List.of(frames).stream().map(f -> "[0x00007f1] " + f + "\n").toList());
    }

    @Test
    void scriptsAndFrames() throws IOException {
        SlowScriptDigest digest = new SlowScriptDigest(Digests.POLICY);
        String log = block(1, 7, "/i.php", "curl_exec() /avis.php:42", "fetch() /avis.php:9", "main() /i.php:1")
                + block(5, 8, "/i.php", "curl_exec() /avis.php:42", "fetch() /avis.php:9", "other() /i.php:2")
                + block(9, 9, "/cron.php", "sleep() /cron.php:3") + block(10, 9, "/cron.php");
        Digests.feed("www.slow", log.getBytes(StandardCharsets.UTF_8), (parsed, line, lines) -> digest.accept(parsed));
        SlowScripts all = digest.summary(10);
        assertEquals(4, all.blocks());
        assertEquals(List.of("/cron.php 2", "/i.php 2"),
                all.scripts().stream().map(g -> g.names().getFirst() + " " + g.count()).toList());
        SlowScripts.Group curl = all.frames().getFirst();
        assertEquals(List.of("curl_exec() /avis.php:42", "fetch() /avis.php:9"), curl.names());
        assertEquals(2, curl.count());
        assertEquals("2025-01-13T10:01:12Z", curl.first() + "");
        assertEquals("2025-01-13T10:05:12Z", curl.last() + "");
        assertEquals("other() /i.php:2", curl.sample().getLast());
        assertEquals(List.of("www"), curl.pools());
        assertEquals(2, curl.rate().stream().mapToLong(RateSeries.Step::records).sum());
        assertEquals(4, all.rate().stream().mapToLong(RateSeries.Step::records).sum());
        assertEquals(2, all.frames().stream().filter(g -> g.names().equals(List.of("?"))
                || g.names().equals(List.of("sleep() /cron.php:3"))).count());
    }

    /** While following, no line ends a block: silence does. */
    @Test
    void aBlockEndsWhenItsSourceIsQuiet() {
        List<LogRecord> seen = new ArrayList<>();
        RecordFeed feed = new RecordFeed(Digests.parsers("/var/log/php/www.slow"),
                (parsed, line, lines) -> seen.add(LogRecord.of(parsed, line, lines)));
        block(1, 7, "/i.php", "curl_exec() /avis.php:42").lines().forEach(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            feed.line(bytes, 0, bytes.length);
        });
        assertEquals(List.of(), seen);
        assertTrue(feed.open());
        feed.quiet();
        assertEquals(3, seen.getFirst().lines());
        Texts english = new Texts(Language.ENGLISH);
        assertEquals("curl_exec() /avis.php:42 · /i.php · 1 frame",
                english.get(BlockHeading.of(seen.getFirst()).orElseThrow()));
        feed.quiet();
        assertEquals(1, seen.size());
    }

    @Test
    void headingsOfStatements() {
        byte[] event = ("# Time: 2025-01-13T09:11:12Z\n# User@Host: a[a] @ h []\n# Query_time: 4.2  Lock_time: 0 Rows_sent: 1"
                + "  Rows_examined: 12\nSET timestamp=1;\nSELECT a\nFROM t WHERE id=7;")
                .getBytes(StandardCharsets.UTF_8);
        LogRecord record = LogRecord.of(FormatCatalog.plain().parser("x", null,
                new LocalTimes(ZoneOffset.UTC, Instant::now)), event, 1, 6);
        assertEquals("4.200 s, 12 rows examined: select a from t where id=?",
                new Texts(Language.ENGLISH).get(BlockHeading.of(record).orElseThrow()));
    }

    @Test
    void realProfiles() throws IOException {
        String folder = "xdebug-cachegrind/mayflower__PHP_CachegrindParser/";
        Profile one = profiles(Files.readAllBytes(Digests.real(folder + "cachegrind.out.491"))).getFirst();
        assertEquals(588, one.functions().size());
        assertEquals(0.235580, one.total(), 1e-9);
        Profile two = profiles(Files.readAllBytes(Digests.real(folder + "cachegrind.out.42685"))).getFirst();
        assertEquals(637, two.functions().size());
        assertEquals(2.087116, two.total(), 1e-9);
        assertEquals("php::PDO->__construct", two.bySelf(1).getFirst().name());
        assertEquals("{main}", two.byInclusive(1).getFirst().name());
        for (Profile profile : List.of(one, two)) {
            double self = profile.functions().stream().mapToDouble(Profile.Function::self).sum();
            assertEquals(profile.total(), self, profile.total() * 0.05, "own times add up to the whole");
            assertTrue(profile.functions().stream().allMatch(f -> f.inclusive() >= f.self() - 1e-9
                    && f.inclusive() <= Math.max(profile.total(), self) + 1e-9));
        }
        List<Profile> example = profiles(Files.readAllBytes(Digests.real(folder + "example.cachegrind.out.dump")));
        assertEquals(2, example.size());
        assertTrue(example.getFirst().truncated());
        Profile.Function test3 = example.getLast().function("test3").orElseThrow();
        assertEquals(4, test3.calls());
        assertEquals(List.of("test2 4"), test3.callers().stream().map(e -> e.name() + " " + e.calls()).toList());
        assertEquals(41e-6, test3.callers().getFirst().inclusive(), 1e-12);
    }

    @Test
    void namesOnceAndThenNumbers() throws IOException {
        Profile profile = profiles("""
                version: 1
                creator: xdebug 3.3.1 (PHP 8.2.7)
                cmd: /home/www/index.php
                events: Time_(10ns) Memory_(bytes)

                fl=(1) php:internal
                fn=(1) php::strlen
                5 100 32

                fl=(2) /home/www/a.php
                fn=(2) Shop->run
                7 200 0
                cfl=(1)
                cfn=(1)
                calls=1 0 0
                9 100 32
                cfl=(2)
                cfn=(2)
                calls=2 0 0
                10 50 0

                fl=(2)
                fn=(3) {main}
                1 1000 0
                cfl=(2)
                cfn=(2)
                calls=1 0 0
                2 350 32

                summary: 1300 32
                """.getBytes(StandardCharsets.UTF_8)).getFirst();
        assertEquals(List.of("php::strlen", "Shop->run", "{main}"),
                profile.functions().stream().map(Profile.Function::name).toList());
        assertEquals(13e-6, profile.total(), 1e-12);
        Profile.Function run = profile.function("Shop->run").orElseThrow();
        assertEquals(2e-6, run.self(), 1e-12);
        assertEquals(3e-6, run.inclusive(), 1e-12, "its own recursion counts once");
        assertEquals(3, run.calls());
        assertEquals("/home/www/a.php", run.file());
        assertEquals(32, profile.function("php::strlen").orElseThrow().selfMemory());
    }

    @Test
    void hostileProfiles() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String[] lines = {"fn=(1) a", "fn=(1)", "fn=(99999999999) x", "calls=1 0 0", "cfn=(1)", "1 2 3", "-5 * +",
                "summary:",
                "summary: x y", "events: Time", "events: Time_(0ns)", "==== NEW PROFILING FILE", "fl=", "", "=", "12"};
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(lines[random.nextInt(lines.length)]).append('\n');
            }
            profiles(text.toString().getBytes(StandardCharsets.UTF_8)).forEach(profile -> profile.byInclusive(3));
        }
        assertEquals(List.of(), profiles("no profile\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Profile> profiles(byte[] bytes) throws IOException {
        return ProfileReader.read(new ByteArrayInputStream(bytes));
    }
}
