package fr.touchweb.console.lab.binlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The binlogs of a pair of servers: the source with the files of the last days, of which the newest grows as time goes on,
 * and its replica after a crash. One thread at a time.
 */
public final class LabBinlogs {
    /** Where they are on a server. */
    public static final String FOLDER = "/var/log/mysql";
    /** Where the texts are that a server without mysqlbinlog replays. */
    public static final String REPLAYED = "/var/lib/lab-binlog";
    /** Moment in the life of the invented shop that the demonstration starts at. */
    static final Instant RECORDED = Instant.parse("2026-11-25T14:30:00Z");

    private static final String BASE = "mysql-bin.";
    private static final int PURGED = 406;
    private static final int FIRST = 407;
    /** Removed by hand, so that the numbers have a gap. */
    static final int MISSING = 409;
    private static final int OLDEST_OF_REPLICA = 411;
    private static final int CRASHED = 412;
    private static final int LAST = 413;
    private static final Duration SINCE_RESTART = Duration.ofMinutes(11);
    private static final int ZEROS = 4096;

    private final Path newest;
    private final BinlogEvents events;
    private final byte[] bytes;
    private int next;
    private int end;

    private LabBinlogs(Path newest, BinlogEvents events) {
        this.newest = newest;
        this.events = events;
        bytes = events.bytes();
        end = BinlogEvents.MAGIC;
    }

    /**
     * Lays the files of the source out.
     *
     * @param root folder that stands for its root
     */
    public static LabBinlogs source(Path root, Instant now) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER.substring(1)));
        for (int number = FIRST; number < LAST; number++) {
            if (number != MISSING) {
                BinlogEvents events = moved(number, now);
                write(folder.resolve(name(number)), events.bytes(), events.time(events.count() - 1));
            }
        }
        Files.writeString(folder.resolve("mysql-bin.index"), IntStream.rangeClosed(PURGED, LAST)
                .mapToObj(number -> FOLDER + "/" + name(number) + "\n").collect(Collectors.joining()));
        LabBinlogs live = new LabBinlogs(folder.resolve(name(LAST)), moved(LAST, now));
        Files.write(live.newest, Arrays.copyOf(live.bytes, BinlogEvents.MAGIC));
        live.advance(now);
        return live;
    }

    /** Lays the files of the replica out: one is whole, in one the disk stopped, and the newest began after that. */
    public static void replica(Path root, String version, Instant now) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER.substring(1)));
        BinlogEvents whole = moved(OLDEST_OF_REPLICA, now);
        whole.version(version);
        write(folder.resolve(name(OLDEST_OF_REPLICA)), whole.bytes(), whole.time(whole.count() - 1));
        BinlogEvents crashed = moved(CRASHED, now);
        crashed.version(version);
        byte[] all = crashed.bytes();
        byte[] torn = Arrays.copyOf(all, all.length * 2 / 3 + ZEROS);
        Arrays.fill(torn, all.length * 2 / 3, torn.length, (byte) 0);
        write(folder.resolve(name(CRASHED)), torn, now.minus(SINCE_RESTART).getEpochSecond());
        BinlogEvents after = moved(LAST, now);
        after.version(version);
        int head = after.head();
        BinlogEvents recent = after.without(after.transactionFrom(now.getEpochSecond()), after.count());
        recent = recent.without(head, recent.transactionFrom(now.minus(SINCE_RESTART).getEpochSecond()));
        write(folder.resolve(name(LAST)), recent.bytes(), now.getEpochSecond());
    }

    /** Lays out what mysqlbinlog printed for the files of the source, for a machine that has none. */
    public static void replayed(Path root, Instant now) throws IOException {
        Path folder = Files.createDirectories(root.resolve(REPLAYED.substring(1)));
        for (int number = FIRST; number <= LAST; number++) {
            if (number != MISSING) {
                byte[] text = resource(name(number) + ".txt.gz");
                Files.write(folder.resolve(name(number) + ".txt"), PrintedText.moved(text, shift(now)));
            }
        }
    }

    private static String name(int number) {
        return BASE + "%06d".formatted(number);
    }

    private static long shift(Instant now) {
        return Duration.between(RECORDED, now).toSeconds();
    }

    private static BinlogEvents moved(int number, Instant now) throws IOException {
        BinlogEvents events = BinlogEvents.of(resource(name(number) + ".gz"));
        events.shift(shift(now));
        return events;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = LabBinlogs.class.getResourceAsStream("/lab/binlog/" + name)) {
            if (in == null) {
                throw new IOException("not in the jar: /lab/binlog/" + name);
            }
            return new GZIPInputStream(in).readAllBytes();
        }
    }

    private static void write(Path file, byte[] content, long second) throws IOException {
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    /** Lets the newest file grow by the transactions that are committed until an instant. */
    public void advance(Instant to) throws IOException {
        int until = events.transactionFrom(to.getEpochSecond() + 1);
        if (until <= next) {
            return;
        }
        int from = end;
        for (; next < until; next++) {
            end += events.size(next);
        }
        try (OutputStream out = Files.newOutputStream(newest, StandardOpenOption.APPEND)) {
            out.write(bytes, from, end - from);
        }
        Files.setLastModifiedTime(newest, FileTime.from(to));
    }

}
