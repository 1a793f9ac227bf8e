package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.digest.BlockHeading;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.logs.RowBlocks.Block;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one row says for many. JavaFX thread only. */
final class BlockWords {
    private static final int KEPT = 256;

    private final LineList list;
    private final LogSession session;
    private final Map<Long, Optional<Message>> headings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<Message>> eldest) {
            return size() > KEPT;
        }
    };

    BlockWords(LineList list, LogSession session) {
        this.list = list;
        this.session = session;
    }

    /** Formats may be others now. */
    void forget() {
        headings.clear();
    }

    /** What a record is about, where its first line does not say it. */
    Optional<Message> heading(StoredLine head) {
        return headings.computeIfAbsent(head.number(), number -> {
            LogRecord record = session.record(number);
            return record == null ? Optional.empty() : BlockHeading.of(record);
        });
    }

    /** What a marker says, or all markers of a block. */
    Message marker(StoredLine line, Block block) {
        LogEvent event = session.store().marker(line);
        if (block.isOne()) {
            return switch (event) {
                case LogEvent.Gap gap -> gap.text();
                case LogEvent.Rotation rotation -> rotation.text();
                case LogEvent.Line one -> throw new IllegalStateException(one.toString());
                case LogEvent.State state -> throw new IllegalStateException(state.toString());
            };
        }
        long logs = events(block).stream().mapToLong(one -> one instanceof LogEvent.Gap gap ? gap.logs() : 1).sum();
        return switch (event) {
            case LogEvent.Gap gap -> Message.of("logs.gaps." + gap.reason(), logs, longest(block));
            case LogEvent.Rotation rotation -> Message.of("logs.rotations." + rotation.kind(), logs);
            case LogEvent.Line one -> throw new IllegalStateException(one.toString());
            case LogEvent.State state -> throw new IllegalStateException(state.toString());
        };
    }

    private Duration longest(Block block) {
        return events(block).stream().map(one -> one instanceof LogEvent.Gap gap ? gap.lasted() : Duration.ZERO)
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Each thing that a block of markers stands for. */
    String each(Block block, Words words) {
        return events(block).stream()
                .map(one -> one instanceof LogEvent.Gap gap ? words.get(gap.text()) : one.source().toString())
                .collect(Collectors.joining("\n"));
    }

    private List<LogEvent> events(Block block) {
        List<LogEvent> all = new ArrayList<>();
        for (long row = block.first(); row <= block.last(); row++) {
            StoredLine line = list.row(row, 0);
            if (line != null && line.kind() != StoredLine.Kind.LINE) {
                all.add(session.store().marker(line));
            }
        }
        return all;
    }
}
