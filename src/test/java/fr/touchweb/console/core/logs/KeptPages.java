package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An access log whose pages are numbered, a second apart, and what a timeline shows of it. */
final class KeptPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final Instant BEGIN = Instant.parse("2025-01-13T09:00:00Z");

    private KeptPages() {}

    private static String line(int i) {
        String time = TIME.format(ZonedDateTime.ofInstant(BEGIN.plusSeconds(i), ZoneOffset.UTC));
        return "198.51.100.14 - - [" + time + "] \"GET /page-" + i + "/ HTTP/1.1\" 200 12 \"-\" \"x\"\n";
    }

    static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append(line(i)));
        return text.toString();
    }

    static void write(Path log, int from, int to) throws IOException {
        Files.writeString(log, lines(from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Whether a text stands in lines that are kept. */
    static boolean isKept(Path folder, String text) throws IOException {
        if (Files.exists(folder.resolve("kept"))) {
            for (Path file : files(folder, "lines-")) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is kept under names that begin so. */
    static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("kept"))) {
            return all.filter(file -> file.getFileName().toString().startsWith(name)).sorted().toList();
        }
    }

    private static int page(StoredLine line) {
        String text = line.text();
        return Integer.parseInt(text.substring(text.indexOf("/page-") + 6, text.indexOf("/ HTTP")));
    }

    /** Pages in the order of the timeline; -1 for a gap that says that something is missing. */
    static List<Integer> shown(LogSession session) {
        List<Integer> pages = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1_000);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                pages.add(page(line));
            } else if (line != null && line.kind() == StoredLine.Kind.GAP
                    && ((Gap) session.store().marker(line)).lost() != 0) {
                pages.add(-1);
            }
        }
        return pages;
    }

    static List<Integer> pages(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Every page once and in order; says where it is not so, and not what a thousand pages are. */
    static void assertPages(int from, int to, List<Integer> shown, String when) {
        for (int i = 0; i < Math.min(to - from, shown.size()); i++) {
            assertEquals(from + i, shown.get(i), when + ", row " + i + " of " + shown.size());
        }
        assertEquals(to - from, shown.size(), when);
    }

    /** Waits until the last line is this one; rows behind it may say how reading goes on. */
    static void waitForLast(LogSession session, int page) throws Exception {
        try {
            Await.until("page " + page, Duration.ofSeconds(20), () -> last(session) == page);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but " + last(session) + " of " + session.view().size() + ", "
                    + session.health(), e);
        }
    }

    private static int last(LogSession session) {
        for (long row = session.view().size() - 1; row >= 0; row--) {
            StoredLine line = session.view().row(row, 1_000);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                return page(line);
            }
        }
        return -1;
    }

    static void waitForLive(LogSession session) throws Exception {
        Await.until("it is read", () -> session.health().values().stream().anyMatch(
                health -> health.condition() == SourceHealth.Condition.LIVE && health.lagBytes() == 0));
    }
}
