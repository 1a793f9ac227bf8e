package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.digest.BlockHeading;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.logs.RowBlocks.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        long logs = block.last() - block.first() + 1;
        return switch (event) {
            case LogEvent.Gap gap -> Message.of("logs.gaps." + gap.reason(), logs, longest(block));
            case LogEvent.Rotation rotation -> Message.of("logs.rotations." + rotation.kind(), logs);
            case LogEvent.Line one -> throw new IllegalStateException(one.toString());
            case LogEvent.State state -> throw new IllegalStateException(state.toString());
        };
    }

    private Duration longest(Block block) {
        Duration longest = Duration.ZERO;
        for (long row = block.first(); row <= block.last(); row++) {
            StoredLine line = list.row(row, 0);
            if (line != null && session.store().marker(line) instanceof LogEvent.Gap gap
                    && gap.lasted().compareTo(longest) > 0) {
                longest = gap.lasted();
            }
        }
        return longest;
    }

    /** Each log that a block of markers is about. */
    List<SourceKey> logs(Block block) {
        List<SourceKey> all = new ArrayList<>();
        for (long row = block.first(); row <= block.last(); row++) {
            StoredLine line = list.row(row, 0);
            if (line != null) {
                all.add(session.source(line.source()));
            }
        }
        return all;
    }
}
