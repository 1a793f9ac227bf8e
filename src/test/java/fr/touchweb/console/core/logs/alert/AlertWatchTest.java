package fr.touchweb.console.core.logs.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LocalSession;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.alert.AlertRule.Kind;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a log of this machine that is followed; the watch's clock is moved by hand. */
class AlertWatchTest {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2025-01-13T10:00:00Z");

    @TempDir
    private Path folder;
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private LogSession session;
    private AlertWatch watch;
    private Path log;

    @BeforeEach
    void follow() throws Exception {
        log = folder.resolve("access.log");
        // What was written before anybody watched tells nothing.
        Files.writeString(log, line(-100, 503) + line(-99, 503) + line(-98, 503));
        session = LocalSession.in(folder);
        watch = new AlertWatch(session, now::get, alerts::add);
        session.watch(watch);
        session.start();
    }

    private void started() throws Exception {
        session.follow(List.of(new LogSource("web1", "access", log.toString(), null, true)), new Start.End(65_536));
        waitForLines(3);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(int second, int status) {
        return "198.51.100.14 - - [%s] \"GET /page HTTP/1.1\" %d 12%n".formatted(CLF.format(START.plusSeconds(second)),
                status);
    }

    private void write(String text) throws Exception {
        long before = session.store().size();
        Files.writeString(log, text, StandardOpenOption.APPEND);
        waitForLines(before + text.lines().count());
    }

    private void waitForLines(long count) throws Exception {
        Await.until(count + " lines", () -> session.store().size() >= count);
    }

    private void waitForAlerts(int count) throws Exception {
        Await.until("alert " + count, () -> alerts.size() >= count);
    }

    /** A line of another kind that is told of, so that everything before it was looked at. */
    private void passed(int second) throws Exception {
        int before = alerts.size();
        AlertRule mark = new AlertRule(Kind.PATTERN, "status=418", 1, 1);
        watch.add(mark);
        write(line(second, 418));
        waitForAlerts(before + 1);
        alerts.removeLast();
        watch.remove(mark);
    }

    @Test
    void aRateIsToldWithTheLineThatMadeItFullAndOnceAWindow() throws Exception {
        AlertRule rule = new AlertRule(Kind.RATE, "status>=500", 3, 60);
        watch.add(rule);
        started();
        write(line(0, 503) + line(100, 503) + line(101, 200) + line(130, 502));
        passed(131);
        assertEquals(List.of(), alerts, "two within a minute are not three");
        write(line(140, 500));
        waitForAlerts(1);
        Alert alert = alerts.getFirst();
        assertEquals(START.plusSeconds(140), alert.at());
        StoredLine full = session.store().get(alert.number(), 1 << 12);
        assertNotNull(full);
        assertTrue(full.text().contains(" 500 "), full.text());
        write(line(141, 500) + line(142, 500));
        passed(143);
        assertEquals(1, alerts.size(), "told once a window");
        write(line(210, 500) + line(211, 500) + line(212, 500));
        waitForAlerts(2);
    }

    @Test
    void linesOutOfOrderAndWrongClocksNeitherRaiseNorHideAnAlert() throws Exception {
        watch.add(new AlertRule(Kind.RATE, "status=500", 3, 60));
        watch.add(new AlertRule(Kind.PATTERN, "status=503", 1, 10));
        started();
        // Three within a minute by arrival, hours apart by the times that they tell.
        write(line(9_000, 500) + line(5_000, 500) + line(1_000, 500));
        passed(9_001);
        assertEquals(List.of(), alerts);
        // The third of that minute comes late, behind lines of another hour.
        write(line(5_010, 500) + line(9_500, 500) + line(5_020, 500));
        waitForAlerts(1);
        assertEquals(START.plusSeconds(5_020), alerts.getFirst().at());
        // A server whose clock is years ahead says one thing, and then those whose clocks are right.
        write(line(200_000_000, 503));
        waitForAlerts(2);
        write(line(9_600, 503));
        waitForAlerts(3);
        assertEquals(START.plusSeconds(9_600), alerts.getLast().at());
    }

    @Test
    void aServerWhoseClockIsBehindIsHeardFromTheFirstLineOn() {
        Watched rule = new Watched(new AlertRule(Kind.PATTERN, "", 1, 10), null, START);
        long behind = -300_000_000L;
        long written = Watched.micros(START.plusSeconds(5)) + behind;
        assertTrue(rule.hit(written - 20_000_000L, behind, 1, START).isEmpty(), "it was there before anybody watched");
        assertTrue(rule.hit(written, behind, 2, START).isPresent());
    }

    @Test
    void aPatternIsToldAndMutedOnesAreKeptQuiet() throws Exception {
        AlertRule rule = new AlertRule(Kind.PATTERN, "/ 50[0-9] /", 1, 10);
        watch.add(rule);
        started();
        write(line(1, 503) + line(2, 503));
        waitForAlerts(1);
        assertFalse(alerts.getFirst().muted());
        watch.mute(rule, START.plusSeconds(3_600));
        write(line(60, 503));
        waitForAlerts(2);
        assertTrue(alerts.getLast().muted());
        now.set(START.plusSeconds(3_601));
        assertNull(watch.mutedUntil(rule));
        write(line(120, 503));
        waitForAlerts(3);
        assertFalse(alerts.getLast().muted());
    }

    @Test
    void aSilenceIsToldOnceAndAgainAfterALine() throws Exception {
        AlertRule rule = new AlertRule(Kind.SILENCE, "status=200", 1, 300);
        watch.add(rule);
        now.set(START.plusSeconds(1_000));
        assertFalse(watch.look(1 << 10));
        assertEquals(List.of(), alerts, "where nothing is followed, nothing is silent");
        started();
        write(line(1, 503));
        now.set(START.plusSeconds(1_400));
        waitForAlerts(1);
        assertEquals(-1, alerts.getFirst().number());
        now.set(START.plusSeconds(1_800));
        write(line(2, 200));
        passed(1_801);
        assertEquals(1, alerts.size());
        now.set(START.plusSeconds(2_200));
        waitForAlerts(2);
    }

    /** The fields of a record stand on several lines; a message that syslog folded is as many as it says. */
    @Test
    void aRecordIsWatchedAsAWholeAndFoldedMessagesCountAsOftenAsTheyCame() throws Exception {
        watch.add(new AlertRule(Kind.PATTERN, "duration>2s query:cart", 1, 1));
        watch.add(new AlertRule(Kind.RATE, "Failed password", 5, 60));
        started();
        StringBuilder text = new StringBuilder();
        for (String query : new String[]{"cart", "customer"}) {
            text.append("# Time: 2025-01-13T10:00:0").append(query.length())
                    .append(".000000Z\n# User@Host: s[s] @ h []\n")
                    .append("# Query_time: 4.5  Lock_time: 0 Rows_sent: 1  Rows_examined: 9\nSELECT ").append(query)
                    .append(";\n");
        }
        write(text.toString());
        waitForAlerts(1);
        StoredLine head = session.store().get(alerts.getFirst().number(), 1 << 10);
        assertNotNull(head);
        assertEquals("# Time: 2025-01-13T10:00:04.000000Z", head.text());
        write("2025-01-13T10:00:10+00:00 h sshd[5]: message repeated 4 times: [ Failed password for root from 203.0.113.9 "
                + "port 4 ssh2]\n");
        passed(11);
        assertEquals(1, alerts.size());
        write("2025-01-13T10:00:12+00:00 h sshd[5]: Failed password for root from 203.0.113.9 port 4 ssh2\n");
        waitForAlerts(2);
    }

    @Test
    void aFilterThatIsNoneIsRefused() {
        assertThrows(LineFilter.BadFilterException.class,
                () -> watch.add(new AlertRule(Kind.PATTERN, "/(/", 1, 10)));
    }
}
