package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import fr.touchweb.console.core.logs.RandomLogs.Id;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares a timeline with the plain list of what was written. */
final class KeptCheck {
    private final RandomLogs logs;
    /** Logs of which lines may be missing behind a gap, and those whose first lines may be. */
    private final Set<Integer> gaps = new HashSet<>();
    private final Set<Integer> starts = new HashSet<>();

    KeptCheck(RandomLogs logs) {
        this.logs = logs;
    }

    /** Lines of a log may be missing from now on, where a gap says so. */
    void mayMiss(int log) {
        gaps.add(log);
    }

    /** Lines of all logs may be missing, the first ones without a gap: nothing that can be believed is left of them. */
    void mayMissAll() {
        for (int log = 0; log < logs.count(); log++) {
            gaps.add(log);
            starts.add(log);
        }
    }

    SourceKey key(int log) {
        return new SourceKey("web1", logs.file(log).toString());
    }

    /** Waits until the last line of each log is there. */
    void converge(LogSession session, List<Integer> open) throws Exception {
        for (int log : open) {
            int last = logs.written(log).size() - 1;
            try {
                Await.until("line " + last + " of " + log, Duration.ofSeconds(60),
                        () -> last < 0
                                ? isLive(session, log)
                                : last(session, log) == last || starts.contains(log) && isUnread(session, log));
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + " but " + last(session, log) + " " + session.health(), e);
            }
        }
    }

    private boolean isLive(LogSession session, int log) {
        SourceHealth health = session.health().get(key(log));
        return health != null && health.condition() == SourceHealth.Condition.LIVE && health.lagBytes() == 0;
    }

    /** Whether all is read, and no line of a log is there, or a gap behind the last one says that some are missing. */
    private boolean isUnread(LogSession session, int log) {
        boolean live = isLive(session, log);
        for (long row = session.store().size() - 1; row >= session.store().first(); row--) {
            StoredLine line = session.store().get(row, 1_000);
            if (line != null && session.source(line.source()).equals(key(log))) {
                if (line.kind() == StoredLine.Kind.LINE) {
                    return false;
                }
                if (session.store().marker(line) instanceof Gap gap && gap.lost() != 0) {
                    return live;
                }
            }
        }
        return live;
    }

    private static int last(LogSession session, int log) {
        for (long row = session.store().size() - 1; row >= session.store().first(); row--) {
            StoredLine line = session.store().get(row, 1_000);
            if (line != null && line.kind() == StoredLine.Kind.LINE && RandomLogs.id(line.text()).log() == log) {
                return RandomLogs.id(line.text()).line();
            }
        }
        return -1;
    }

    void check(LogSession session, List<Integer> open, String word) throws Exception {
        String[] wrong = {""};
        try {
            Await.until("all is right", Duration.ofSeconds(20), () -> {
                wrong[0] = wrong(session, open);
                return wrong[0].isEmpty();
            });
        } catch (AssertionError e) {
            fail(wrong[0]);
        }
        filtered(session, word);
    }

    /** What is not as it is to be, empty for nothing. */
    private String wrong(LogSession session, List<Integer> open) {
        Map<Integer, TreeSet<Integer>> shown = new HashMap<>();
        Set<Integer> told = new HashSet<>();
        long counted = 0;
        long time = Long.MIN_VALUE;
        Map<Integer, StoredLine> before = new HashMap<>();
        boolean holes = false;
        for (int log : open) {
            int number = session.number(key(log));
            holes |= number >= 0 && !session.store().holes().of(number).isEmpty();
        }
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1 << 20);
            if (line == null) {
                return "nothing in row " + row;
            }
            if (line.time() < time) {
                return "row " + row + " is before the one before it";
            }
            time = line.time();
            if (line.kind() == StoredLine.Kind.LINE) {
                Id id = RandomLogs.id(line.text());
                if (id.log() < 0 || !logs.written(id.log()).get(id.line()).equals(line.text())) {
                    return "row " + row + " was never written: " + line.text();
                }
                if (!shown.computeIfAbsent(id.log(), key -> new TreeSet<>()).add(id.line())) {
                    return id + " is doubled";
                }
                StoredLine last = before.put(id.log(), line);
                if (last != null && last.time() == line.time() && RandomLogs.id(last.text()).line() > id.line()) {
                    return id + " stands behind a later one of its second";
                }
                counted += line.continuation() ? 0 : 1;
            } else if (line.kind() == StoredLine.Kind.GAP
                    && ((Gap) session.store().marker(line)).lost() != 0) {
                told.add(log(session.source(line.source())));
            }
        }
        return missing(session, open, shown, told, counted, holes);
    }

    private int log(SourceKey key) {
        return Integer.parseInt(key.fileName().substring(3));
    }

    private String missing(LogSession session, List<Integer> open, Map<Integer, TreeSet<Integer>> shown,
            Set<Integer> told, long counted, boolean holes) {
        for (int log : open) {
            TreeSet<Integer> all = shown.getOrDefault(log, new TreeSet<>());
            int first = all.isEmpty() ? 0 : all.getFirst();
            int missing = logs.written(log).size() - all.size() - first;
            if (missing > 0 && !told.contains(log)) {
                return missing + " lines of " + log + " are missing and no gap says so" + what(session, log, all);
            }
            if (first > 0 && !told.contains(log) && !starts.contains(log)) {
                return "the first " + first + " lines of " + log + " are missing";
            }
            if (told.contains(log) && !gaps.contains(log)) {
                return "a gap in " + log + " though nothing was lost";
            }
        }
        long lines = session.histogram().lines();
        return lines < counted || !holes && lines != counted ? counted + " lines but " + lines + " counted" : "";
    }

    /** Which lines are missing, and what is told between the others. */
    private String what(LogSession session, int log, Set<Integer> all) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < logs.written(log).size(); line++) {
            boolean here = all.contains(line);
            if (!here && (line == 0 || all.contains(line - 1))) {
                text.append(" from ").append(line);
            } else if (here && line > 0 && !all.contains(line - 1)) {
                text.append(" to ").append(line);
            }
        }
        for (long row = session.store().first(); row < session.store().size(); row++) {
            StoredLine line = session.store().get(row, 1_000);
            if (line != null && line.kind() != StoredLine.Kind.LINE) {
                text.append("\n").append(row).append(' ').append(session.store().marker(line));
            }
        }
        return text.toString();
    }

    /** A view through a filter shows the records that say it. */
    private void filtered(LogSession session, String word) throws Exception {
        LogView view = session.look(List.of(new LogView.Chip(LineFilter.of(word), true)), Set.of());
        Await.until("all was looked at", Duration.ofSeconds(60), () -> view.progress() == 1);
        Set<Id> shown = ids(session, view, word, false);
        LogView all = session.look(List.of(), Set.of());
        assertEquals(ids(session, all, word, true), shown, word);
    }

    private static Set<Id> ids(LogSession session, LogView view, String word, boolean wanted) {
        Map<Integer, List<StoredLine>> records = new HashMap<>();
        Set<Id> all = new HashSet<>();
        for (long row = 0; row < view.size(); row++) {
            StoredLine line = view.row(row, 1 << 20);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                List<StoredLine> record = records.computeIfAbsent(line.source(), key -> new ArrayList<>());
                if (!line.continuation()) {
                    take(record, word, wanted, all);
                    record.clear();
                }
                record.add(line);
            }
        }
        records.values().forEach(record -> take(record, word, wanted, all));
        return all;
    }

    private static void take(List<StoredLine> record, String word, boolean wanted, Set<Id> all) {
        if (!wanted || record.stream().anyMatch(line -> line.text().contains(word))) {
            record.forEach(line -> all.add(RandomLogs.id(line.text())));
        }
    }
}
