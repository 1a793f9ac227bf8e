package fr.touchweb.console.core.binlog.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log.
 *
 * @param start position of its first byte
 * @param end position after its last byte; of an event inside a compressed payload both are the end of the payload
 * @param type as the tool names it ({@code Query}, {@code Write_rows}); unknown ones keep the name or number that the
 *        tool gives
 * @param time of its header
 * @param thread connection id, null when the event has none
 * @param table null when it concerns none
 * @param rows rows of it, null when the text does not tell; of a statement that is split over several events the last
 *        one has them all
 * @param inner whether it stands inside a compressed payload
 */
public record BinlogEvent(long start, long end, String type, Instant time, @Nullable Long thread,
        @Nullable TableName table, @Nullable Long rows, boolean inner) {}
