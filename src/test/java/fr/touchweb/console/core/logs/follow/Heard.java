package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.LogEvent.Line;
import fr.touchweb.console.core.logs.follow.LogEvent.Rotation;
import fr.touchweb.console.core.logs.follow.LogEvent.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a follower told. */
final class Heard implements LogSink {
    private final List<LogEvent> events = new ArrayList<>();
    private final List<LogEvent> all = new ArrayList<>();
    private final Map<String, SourceHealth> health = new HashMap<>();
    private final StringBuilder cut = new StringBuilder();

    @Override
    public synchronized void accept(List<LogEvent> told) {
        all.addAll(told);
        for (LogEvent event : told) {
            if (event instanceof State state) {
                health.put(state.source().fileName(), state.health());
            } else {
                events.add(event);
            }
        }
    }

    synchronized List<String> lines() {
        return lines(null);
    }

    /** Whether a file was not told as read before all lines of it that came. */
    synchronized boolean openedAfterItsLines(String fileName) {
        boolean opened = false;
        for (LogEvent event : all) {
            if (event.source().fileName().equals(fileName)) {
                if (opened && event instanceof Line) {
                    return false;
                }
                opened |= event instanceof State state && state.health().isOpened();
            }
        }
        return opened;
    }

    /** Lines of one file, pieces of a long one put together. */
    synchronized List<String> lines(String fileName) {
        List<String> lines = new ArrayList<>();
        cut.setLength(0);
        for (LogEvent event : events) {
            if (event instanceof Line line && (fileName == null || line.source().fileName().equals(fileName))) {
                cut.append(new String(line.buffer(), line.start(), line.length(), StandardCharsets.ISO_8859_1));
                if (line.ending() != LogEvent.Ending.CUT) {
                    lines.add(cut.toString());
                    cut.setLength(0);
                }
            }
        }
        return lines;
    }

    synchronized long lineCount(String fileName) {
        return events.stream().filter(e -> e instanceof Line && e.source().fileName().equals(fileName)).count();
    }

    synchronized List<Gap> gaps() {
        return events.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
    }

    synchronized List<Rotation> rotations() {
        return events.stream().filter(Rotation.class::isInstance).map(Rotation.class::cast).toList();
    }

    synchronized List<LogEvent> events() {
        return List.copyOf(events);
    }

    /** Events and states, in their order. */
    synchronized List<LogEvent> all() {
        return List.copyOf(all);
    }

    synchronized SourceHealth health(String fileName) {
        return health.getOrDefault(fileName, SourceHealth.starting());
    }

    /** How those are that were not ended, by name. */
    synchronized Map<String, SourceHealth.Condition> conditions() {
        Map<String, SourceHealth.Condition> conditions = new HashMap<>();
        health.forEach((name, one) -> conditions.put(name, one.condition()));
        conditions.values().removeIf(SourceHealth.Condition.STOPPED::equals);
        return conditions;
    }

    synchronized void forget() {
        events.clear();
        all.clear();
    }
}
