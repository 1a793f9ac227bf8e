package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record of several lines passes a filter or does not with all of them, and its fields are those of the whole. */
class RecordFilterTest {
    private static final SourceKey SLOW = new SourceKey("db1", "/var/log/mysql/slow.log");
    private static final SourceKey LB = new SourceKey("lb1", "/var/log/haproxy.log");
    private static final SourceKey WEB = new SourceKey("web1", "/var/log/apache2/access.log");
    private static final List<String> LONG = event("09:00:05", 4.5, "SELECT a", "FROM cart;");
    private static final List<String> SHORT = event("09:00:06", 1.5, "SELECT b", "FROM customer;");

    @TempDir
    private Path folder;
    private LogSession session;

    private static List<String> event(String clock, double seconds, String... statement) {
        List<String> lines = new ArrayList<>(List.of("# Time: 2025-01-13T" + clock + ".000000Z",
                "# User@Host: shop[shop] @ localhost []  Id: 5",
                "# Query_time: " + seconds + "  Lock_time: 0 Rows_sent: 1  Rows_examined: 9", "SET timestamp=1;"));
        lines.addAll(List.of(statement));
        return lines;
    }

    @BeforeEach
    void open() {
        session = LocalSession.in(folder);
    }

    @AfterEach
    void delete() throws IOException {
        session.store().delete();
    }

    private void write(SourceKey source, List<String> lines) throws IOException {
        session.accept(lines.stream().<LogEvent>map(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new LogEvent.Line(source, 0, 0, bytes, 0, bytes.length, LogEvent.Ending.LINE_FEED);
        }).toList());
        session.settle();
    }

    private LogView through(String... typed) throws Exception {
        List<LogView.Chip> chips = new ArrayList<>();
        for (String one : typed) {
            chips.add(new LogView.Chip(LineFilter.of(one), true));
        }
        LogView view = session.look(chips, Set.of());
        session.settle();
        return view;
    }

    private static List<String> shown(LogView view) {
        List<String> texts = new ArrayList<>();
        for (long row = 0; row < view.size(); row++) {
            texts.add(Objects.requireNonNull(view.row(row, 1 << 16)).text());
        }
        return texts;
    }

    @Test
    void itsFieldsAreThoseOfTheWhole() throws Exception {
        write(SLOW, LONG);
        write(SLOW, SHORT);
        LogView slow = through("duration>2s");
        assertEquals(LONG, shown(slow));
        assertEquals(1, slow.hits(0), "one record, whatever its lines");
        assertEquals(SHORT, shown(through("query:customer")));
        assertEquals(LONG, shown(through("query:cart", "rowsExamined>5", "user:shop", "level>=warning")));
        LogView all = through();
        assertEquals(6, all.find(LineFilter.of("duration<2s"), 0, true, () -> false));
        assertEquals(0, all.find(LineFilter.of("duration>2s FROM"), 11, false, () -> false));
        assertEquals(0, all.find((line, parsed) -> !line.continuation()
                && parsed.get().number(Field.DURATION) > 2, 5, false, () -> false));
    }

    @Test
    void aWordInOneOfItsLinesShowsOrHidesItWhole() throws Exception {
        write(SLOW, LONG);
        write(SLOW, SHORT);
        assertEquals(LONG, shown(through("FROM cart")));
        assertEquals(LONG, shown(through("/^FROM cart;$/")));
        assertEquals(SHORT, shown(through("-cart")));
        assertEquals(List.of(), shown(through("-/^FROM /")));
    }

    /** The first look comes in the middle of the record. */
    @Test
    void whatComesLaterIsLookedAtWithWhatWasThere() throws Exception {
        LogView view = through("duration>2s");
        for (String line : LONG) {
            write(SLOW, List.of(line));
            write(WEB, List.of("198.51.100.7 - - [13/Jan/2025:10:00:05 +0100] \"GET / HTTP/1.1\" 200 1"));
        }
        assertEquals(LONG, shown(view));
        assertEquals(1, view.hits(0));
    }

    @Test
    void aRequestThatWasUnderWayBelongsToThatSecond() throws Exception {
        String spans = haproxy("10:00:00.000", 60_000);
        String ends = haproxy("10:00:10.000", 15_000);
        String over = haproxy("10:00:10.000", 9_000);
        String next = haproxy("10:00:40.000", 10);
        String began = "198.51.100.7 - - [13/Jan/2025:10:00:32 +0100] \"GET / HTTP/1.1\" 200 1";
        write(LB, List.of(spans, ends, over, next));
        write(WEB, List.of(began));
        write(SLOW, event("09:00:34", 8, "SELECT c;"));
        Instant second = Instant.parse("2025-01-13T09:00:25Z");
        assertEquals(List.of(), shown(look(new TimeSpan(second, second.plusSeconds(4)))));
        assertEquals(List.of(spans, ends), shown(look(new TimeSpan(second, second.plusSeconds(1), true))));
        assertEquals("SELECT c;", shown(look(new TimeSpan(second, second.plusSeconds(4), true))).getLast());
        String typed = new TimeSpan(second, second.plusSeconds(1), true).toString();
        assertEquals(List.of(spans, ends), shown(through(typed)), typed);
    }

    /** The filter was there before anything told what the numbers are; the lines of before it are looked at again. */
    @Test
    void durationsThatAreLearntOnTheWayCountForAllLines() throws Exception {
        session.look(List.of(new LogView.Chip(LineFilter.of("duration>2s"), true)), Set.of());
        List<String> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String late = access(10 * i, 5_000_000 + i);
            write(WEB, List.of(access(10 * i + 4, 700), late));
            session.turn();
            assertEquals(i < 3, session.view().size() == 0);
            slow.add(late);
        }
        while (session.turn()) {
            // Until all of it was looked at.
        }
        assertEquals(slow, shown(session.view()));
        assertEquals("format.tail.learnt", learnt(slow.getFirst()));
    }

    private String learnt(String line) {
        LineParser parser = session.reader(session.number(WEB));
        parser.parse(line.getBytes(StandardCharsets.UTF_8), 0, line.length());
        return parser.whyDuration().orElseThrow().key();
    }

    private static String access(int second, int micros) {
        return "198.51.100.7 - - [13/Jan/2025:10:00:%02d +0100] \"GET / HTTP/1.1\" 200 1 \"-\" \"x\" %d".formatted(
                second,
                micros);
    }

    private LogView look(TimeSpan span) throws IOException {
        LogView view = session.look(List.of(new LogView.Chip(LineFilter.span(span), true)), Set.of());
        session.settle();
        return view;
    }

    private static String haproxy(String clock, int millis) {
        return "198.51.100.7:5 [13/Jan/2025:" + clock + "] fe web/w1 0/0/1/2/" + millis
                + " 200 5 - - ---- 1/1/1/1/0 0/0 \"GET / HTTP/1.1\"";
    }
}
