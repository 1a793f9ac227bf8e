package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Zone of a machine that runs no command for us, read off a log: its newest line, taken as UTC, against the moment at
 * which the file was last written, rounded to a quarter of an hour (reference logs 4.5).
 */
final class ZoneGuess {
    private static final int TAIL = 1 << 16;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** A line may be written this long after the moment that it tells, and be told from a quarter of an hour. */
    private static final Duration SLACK = Duration.ofMinutes(3);
    private static final Duration AHEAD = Duration.ofSeconds(5);
    private static final ZoneOffset OTHER = ZoneOffset.ofHours(1);

    private ZoneGuess() {}

    /**
     * @param parsers make parsers of this log's lines
     * @param own zone whose rules are taken when they agree, since an offset alone knows no summer
     * @return null when the lines carry a zone or no time, or when the two moments do not fit
     */
    static @Nullable ZoneId of(OpenFile file, Function<LocalTimes, LineParser> parsers, ZoneId own)
            throws RemoteException, InterruptedException {
        FileStat stat = file.stat();
        int length = (int) Math.min(TAIL, stat.size());
        byte[] bytes = new byte[length];
        int read = file.read(stat.size() - length, bytes, 0, length);
        Instant newest = newest(bytes, read, parsers, stat.modified());
        if (newest == null) {
            return null;
        }
        Duration ahead = Duration.between(stat.modified(), newest);
        long quarters = Math.floorDiv(ahead.plus(SLACK).toSeconds(), QUARTER.toSeconds());
        Duration offset = QUARTER.multipliedBy(quarters);
        Duration rest = ahead.minus(offset);
        if (rest.compareTo(AHEAD) > 0 || quarters < -48 || quarters > 56) {
            return null;
        }
        ZoneOffset zone = ZoneOffset.ofTotalSeconds((int) offset.toSeconds());
        return own.getRules().getOffset(stat.modified()).equals(zone) ? own : zone;
    }

    /** Latest time of lines without a zone, as if they were in UTC. */
    private static @Nullable Instant newest(byte[] bytes, int read, Function<LocalTimes, LineParser> parsers,
            Instant modified) {
        LineParser utc = parsers.apply(new LocalTimes(ZoneOffset.UTC, () -> modified));
        LineParser other = parsers.apply(new LocalTimes(OTHER, () -> modified));
        long newest = LocalTimes.NONE;
        int start = 0;
        for (int i = 0; i < read; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            ParsedLine line = utc.parse(bytes, start, i);
            long time = line.continuation() ? LocalTimes.NONE : line.time();
            long there = other.parse(bytes, start, i).time();
            if (time != LocalTimes.NONE && there == time - OTHER.getTotalSeconds() * 1_000_000L) {
                newest = Math.max(newest, time);
            }
            start = i + 1;
        }
        return newest == LocalTimes.NONE
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(newest, 1_000_000L), Math.floorMod(newest, 1_000_000L) * 1_000);
    }
}
