package fr.touchweb.console.core.logs.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.logs.LocalSession;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.support.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page sums up of lines that it followed is what the command line sums up of their file. */
class ViewDigestTest {
    private static final int TOP = 10;

    @TempDir
    private Path folder;

    private ViewDigest.Summary ofView(Path file, int lines) throws Exception {
        try (LogSession session = LocalSession.in(folder)) {
            session.start();
            session.follow(List.of(new LogSource("web1", "log", file.toAbsolutePath().toString(), null, true)),
                    new Start.Beginning());
            Await.until("every line", () -> session.store().size() >= lines);
            ViewDigest digest = new ViewDigest(session.view(), session::reader, Long.MIN_VALUE, Long.MAX_VALUE,
                    Digests.POLICY);
            while (digest.advance(() -> false) > 0) {
                // One call takes what there is, the last one ends what is open.
            }
            return digest.summary(TOP);
        }
    }

    private static void sameAs(LogSummary file, LogSummary view) {
        assertEquals(file.records(), view.records());
        assertEquals(file.errors(), view.errors());
        assertEquals(file.formats(), view.formats());
        assertEquals(file.levels(), view.levels());
        assertEquals(file.statuses(), view.statuses());
        assertEquals(file.terminations(), view.terminations());
        assertEquals(file.durations(), view.durations());
        assertEquals(file.timers(), view.timers());
        assertEquals(file.tops(), view.tops());
        assertEquals(file.step(), view.step());
    }

    private void compare(Path file) throws Exception {
        int lines = Math.toIntExact(Files.readString(file, StandardCharsets.ISO_8859_1).lines()
                .count());
        LogDigest digest = new LogDigest(Digests.POLICY);
        SlowQueryDigest queries = new SlowQueryDigest(Digests.POLICY);
        SlowScriptDigest scripts = new SlowScriptDigest(Digests.POLICY);
        FileDigest.read(file, Digests.parsers(file.toString()), () -> parsed -> {
            digest.accept(parsed);
            queries.accept(parsed);
            scripts.accept(parsed);
        }, 1, () -> false);
        ViewDigest.Summary view = ofView(file, lines);
        sameAs(digest.summary(TOP), view.lines());
        assertEquals(queries.summary(TOP), view.queries());
        assertEquals(scripts.summary(TOP).blocks(), view.scripts().blocks());
        assertEquals(scripts.summary(TOP).scripts().stream().map(SlowScripts.Group::names).toList(),
                view.scripts().scripts().stream().map(SlowScripts.Group::names).toList());
    }

    @Test
    void ofAnAccessLog() throws Exception {
        compare(Digests.real("apache/elastic__examples/apache_logs"));
    }

    @Test
    void ofHaproxy() throws Exception {
        compare(Digests.real("haproxy/gforcada__haproxy_log_analysis/huge.log"));
    }

    @Test
    void ofSlowStatements() throws Exception {
        compare(Digests.real("mysql-logs/percona__percona-toolkit/t/lib/samples/slowlogs/slow006.txt"));
    }

    @Test
    void ofSlowScripts() throws Exception {
        Path slow = folder.resolve("www.slow");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append("\n[13-Jan-2025 10:11:%02d]  [pool www] pid 7\nscript_filename = /%d.php\n".formatted(i, i % 3)
                    + "[0x1] curl_exec() /avis.php:42\n[0x2] main() /i.php:1\n");
        }
        Files.writeString(slow, text);
        compare(slow);
    }
}
