package fr.touchweb.console.core.binlog.text;

import org.jspecify.annotations.Nullable;

/**
 * An event of the text.
 *
 * <p>Filled in two steps: at its header all but {@code end}, which is 0 where the header does not tell it, {@code sql} and
 * {@code imitates}; those at its end.
 */
final class RawEvent {
    final long start;
    long end;
    final EventType type;
    /** As the tool names it. */
    final String name;
    /** Second of its header in the zone of the tool, as if that were UTC. */
    final long localSecond;
    final long serverId;
    final boolean crc;
    /** Text after the type's name, bytes as characters of the same number. */
    final String label;
    /** Stands inside a compressed payload. */
    final boolean inner;
    /** Lines of its text look like those of the tool. */
    boolean imitates;
    /** Text of a statement: Query, Annotate_rows, Rows_query. */
    byte[] sql = NOTHING;
    /** Length of that text, more than the bytes kept when it is long. */
    long sqlLength;
    /** Whether an end was decided by its own header. */
    final boolean endTold;

    private static final byte[] NOTHING = {};

    RawEvent(long start, long end, EventType type, String name, long localSecond, long serverId, boolean crc,
            String label, boolean inner) {
        this.start = start;
        this.end = end;
        this.type = type;
        this.name = name;
        this.localSecond = localSecond;
        this.serverId = serverId;
        this.crc = crc;
        this.label = label;
        this.inner = inner;
        endTold = end > 0;
    }

    /**
     * The number after a key of the label, null when there is none.
     *
     * @param key with its sign and blanks: {@code "thread_id="}
     */
    @Nullable
    Long number(String key) {
        int at = label.indexOf(key);
        int from = at + key.length();
        int to = from;
        // 18 digits fit into a long.
        while (at >= 0 && to < label.length() && Character.isDigit(label.charAt(to)) && to - from < 18) {
            to++;
        }
        return at < 0 || to == from ? null : Long.valueOf(label.substring(from, to));
    }
}
