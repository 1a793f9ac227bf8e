package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.CancelledTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format that a person wants decides on the lines that are here too: time, level, order, histogram, filters. */
class ForcedFormatTest {
    @TempDir
    private Path folder;
    private Path wrong;
    private Path right;
    private SourceKey key;
    private LogSession session;
    /** In the zone of this machine. */
    private long begin;

    @BeforeEach
    void write() throws Exception {
        wrong = folder.resolve("a.log");
        right = folder.resolve("b.log");
        key = new SourceKey("web1", wrong.toString());
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            a.append("2025/01/13 10:00:%02d [%s] 1#1: *1 a%d\n".formatted(2 * i, i % 3 == 0 ? "error" : "warn", i));
            b.append("2025/01/13 10:00:%02d [notice] 1#1: *1 b%d\n".formatted(2 * i + 1, i));
        }
        Files.writeString(wrong, a);
        Files.writeString(right, b);
        session = run("text", 0);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private LogSession run(@Nullable String format, int number) {
        LogSession next = LocalSession.in(folder.resolve("spool-" + number), KeptRun.marks(folder),
                KeptRun.kept(folder));
        next.force(key, format);
        next.start();
        next.follow(List.of(new LogSource("web1", "a", wrong.toString(), null, true),
                new LogSource("web1", "b", right.toString(), null, true)), new Start.Last(1 << 20, 1 << 20));
        return next;
    }

    private List<String> shown() {
        List<String> lines = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1_000);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                lines.add(line.text().substring(line.text().lastIndexOf(' ') + 1));
            }
        }
        return lines;
    }

    private static List<String> byTime(int pairs) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            lines.add("a" + i);
            lines.add("b" + i);
        }
        return lines;
    }

    private int inThatMinute(Histogram.Series series) {
        int count = 0;
        for (int[] column : session.histogram().columns(60, begin, begin + 60).counts()) {
            count += column[series.ordinal()];
        }
        return count;
    }

    private long hits(String filter) throws Exception {
        LogView view = session.look(List.of(new LogView.Chip(LineFilter.of(filter), true)), Set.of());
        Await.until("all was looked at", () -> view.progress() == 1);
        return view.hits(0);
    }

    @Test
    void whatIsHereFollowsTheFormatThatIsWanted() throws Exception {
        Await.until("both are here", () -> shown().size() == 60);
        assertEquals("b0", shown().getFirst(), "a text tells no time and stands where it came");
        assertEquals("a29", shown().getLast());
        StoredLine first = Objects.requireNonNull(session.view().row(0, 10));
        begin = first.time() / 1_000_000 - 1;
        assertEquals(30, inThatMinute(Histogram.Series.OTHER));
        assertEquals(0, hits("level>=error"));
        session.look(List.of(), Set.of());

        session.force(key, "nginx-error");
        assertThrows(CancellationException.class, () -> session.reindex(key, CancelledTask.CONTROL));
        assertEquals("b0", shown().getFirst(), "who cancels leaves all as it was");

        session.force(key, "nginx-error");
        session.reindex(key, TaskControl.UNATTENDED);
        assertEquals(byTime(30), shown());
        assertEquals(Level.ERROR, Objects.requireNonNull(session.view().row(0, 10)).level());
        assertEquals(30, inThatMinute(Histogram.Series.OTHER));
        assertEquals(10, inThatMinute(Histogram.Series.ERROR));
        assertEquals(20, inThatMinute(Histogram.Series.WARNING));
        assertEquals(60, session.histogram().lines());
        assertEquals(10, hits("level>=error"));
        session.look(List.of(), Set.of());
        Files.writeString(wrong, "2025/01/13 10:00:58 [error] 1#1: *1 late\n", StandardOpenOption.APPEND);
        Await.until("what comes has its place too", () -> shown().contains("late"));
        List<String> all = new ArrayList<>(byTime(30));
        all.add(59, "late");
        assertEquals(all, shown());
    }

    @Test
    void whatWasKeptByAnotherFormatFollowsToo() throws Exception {
        Await.until("both are here", () -> shown().size() == 60);
        session.close();
        session = run(null, 1);
        Await.until("the format of now", () -> shown().equals(byTime(30)));
        session.close();
        session = run(null, 2);
        Await.until("it is kept", () -> shown().equals(byTime(30)));
    }
}
