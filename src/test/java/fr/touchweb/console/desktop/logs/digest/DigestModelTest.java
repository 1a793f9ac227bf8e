package fr.touchweb.console.desktop.logs.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.digest.Dimension;
import fr.touchweb.console.core.logs.digest.RateSeries;
import fr.touchweb.console.core.logs.digest.ViewDigest;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest over a real timeline: two logs of this machine that are followed. */
class DigestModelTest extends FxTest {
    @TempDir
    private Path folder;
    private LogSession session;
    private DigestModel model;
    private Path access;
    private Path slow;
    private final List<Throwable> errors = new ArrayList<>();

    @BeforeEach
    void follow() throws Exception {
        access = folder.resolve("access.log");
        slow = folder.resolve("www.slow");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(line(i, i % 10 == 0 ? 503 : 200));
        }
        Files.writeString(access, text);
        Files.writeString(slow, "\n[13-Jan-2025 10:11:12]  [pool www] pid 7\nscript_filename = /i.php\n"
                + "[0x1] curl_exec() /avis.php:42\n[0x2] main() /i.php:1\n");
        FollowTimes times = new FollowTimes(Duration.ofMillis(30), Duration.ofMillis(30), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofMillis(30), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0,
                256 << 10, 1 << 20);
        session = new LogSession(server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())), times,
                InstantSource.system(), ZoneId.of("Europe/Paris"), FormatCatalog.plain(), folder.resolve("spool"),
                1 << 28,
                Bookmarks.NONE, Thread.ofVirtual().factory(), errors::add);
        session.start();
        session.follow(List.of(new LogSource("web1", "access", access.toString(), null, true),
                new LogSource("web1", "slow", slow.toString(), null, true)), new Start.Beginning());
        DigestPolicy policy = new Policies(folder).load("lab").digest();
        model = new DigestModel(session::view, session::reader, policy, new CurrentThreadRunner(), errors::add);
        waitFor("both logs are there", () -> session.view().size() >= 65);
    }

    @AfterEach
    void close() {
        session.close();
        assertEquals(List.of(), errors);
    }

    private static String line(int i, int status) {
        return "198.51.100.%d - - [13/Jan/2025:10:11:%02d +0100] \"GET /page HTTP/1.1\" %d 12 \"-\" \"x\"%n"
                .formatted(1 + i % 2, i % 60, status);
    }

    private ViewDigest.Summary counted() {
        ViewDigest.Summary summary = model.summaryProperty().get();
        assertNotNull(summary);
        return summary;
    }

    @Test
    void countsWhatIsLookedAtAndGoesOn() throws Exception {
        model.refresh();
        assertEquals(60, counted().lines().tops().get(Dimension.URLS).entries().getFirst().count());
        assertEquals(6, counted().lines().errors());
        model.refresh();
        assertEquals(1, counted().scripts().blocks(), "the block has ended once its source is quiet");
        assertEquals(61, counted().lines().records());
        long before = session.view().size();
        Files.writeString(access, line(61, 500), StandardOpenOption.APPEND);
        waitFor("one line more", () -> session.view().size() > before);
        model.refresh();
        assertEquals(62, counted().lines().records(), "counted once");
        assertEquals(7, counted().lines().errors());
    }

    @Test
    void aFilterAndASpanNarrowIt() throws Exception {
        model.refresh();
        LogView filtered = session.look(List.of(new LogView.Chip(LineFilter.of("status>=500"), true)), Set.of());
        waitFor("the filter has seen all", () -> filtered.progress() >= 1 && filtered.size() > 0);
        model.refresh();
        assertEquals(6, counted().lines().records());
        long from = Instant.parse("2025-01-13T09:11:30Z").getEpochSecond() * 1_000_000;
        model.window(from, Long.MAX_VALUE);
        model.refresh();
        assertEquals(3, counted().lines().records());
    }

    private void pick(String text) {
        fxRun(() -> robot().lookup(".digest-row").queryAll().stream()
                .filter(row -> row.getAccessibleText().startsWith(text)).findFirst().orElseThrow().requestFocus());
        robot().press(KeyCode.ENTER).release(KeyCode.ENTER);
    }

    @Test
    void theViewShowsItAndARowFilters() {
        List<String> picked = new ArrayList<>();
        DigestView view = fx(() -> new DigestView(model, new Words(Language.ENGLISH, ZoneId.of("Europe/Paris")),
                (Field field, String value) -> picked.add(field.id() + "=" + value),
                time -> picked.add("at " + time)));
        show(fx(() -> new StackPane(view)), 1000, 700);
        assertTrue(robot().lookup(".empty-state").tryQuery().isPresent());
        fxRun(() -> {
            model.refresh();
            model.refresh();
        });
        waitFor("the cards are there", () -> robot().lookup(".digest-card").queryAll().size() >= 5);
        pick("198.51.100.1 ");
        assertEquals(List.of("client=198.51.100.1"), picked);
        pick("curl_exec() /avis.php:42 ← main() /i.php:1 ");
        Instant last = counted().scripts().scripts().getFirst().last();
        assertNotNull(last);
        assertEquals("at " + last.getEpochSecond() * 1_000_000, picked.getLast());
        pick("503 ");
        assertEquals("status=503", picked.getLast());
        List<RateSeries.Step> parts = OverTime.parts(counted().lines().rate());
        assertEquals(6, parts.stream().mapToLong(RateSeries.Step::errors).sum());
        assertTrue(parts.size() > 1 && parts.size() <= 12, parts.toString());
        RateSeries.Step failed = parts.stream().filter(part -> part.errors() > 0).findFirst().orElseThrow();
        pick(new Words(Language.ENGLISH, ZoneId.of("Europe/Paris")).formats().time(failed.from()) + " – ");
        assertEquals("at " + failed.from().getEpochSecond() * 1_000_000, picked.getLast());
        fxRun(view::dispose);
    }
}
