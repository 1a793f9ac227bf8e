package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.LogWriter.Mode;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every way of rotating a log, all at once, under one follower: nothing lost, nothing twice, nothing torn. */
final class RotationMatrix {
    static final FollowTimes TIMES = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(200),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(120), Duration.ofMillis(200),
            Duration.ofSeconds(2), 0.2, 256 << 10, 1 << 20);
    private static final Pace QUICK = new Pace(40_000, 20_000, 12_000, 3_000, 10_000);
    private static final Pace TRUE = new Pace(40_000, 10_000, 17_000, 3_000, 15_000);

    /**
     * How fast it is written, in lines.
     *
     * @param rate a second
     * @param period from one rotation to the next
     * @param shortLag written into a rotated file before the daemon opens the new one
     */
    private record Pace(int lines, int rate, int period, int shortLag, int longLag) {
        Pace slower(int times) {
            return new Pace(lines / times, rate / times, period / times, shortLag / times, longLag / times);
        }
    }

    private final Path folder;
    private final RemoteHost host;
    private final Pace pace;
    private final Heard heard = new Heard();
    private final Map<String, LogWriter> writers = new LinkedHashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();

    RotationMatrix(Path folder, RemoteHost host) throws Exception {
        this(folder, host, QUICK);
    }

    /** With daemons that open their new files after 0.3 and 1.5 seconds. */
    static RotationMatrix atTrueLags(Path folder, RemoteHost host) throws Exception {
        return new RotationMatrix(folder, host, TRUE);
    }

    /** @param times part of the lines that are written in the same time */
    static RotationMatrix slower(int times, Path folder, RemoteHost host) throws Exception {
        return new RotationMatrix(folder, host, QUICK.slower(times));
    }

    private RotationMatrix(Path folder, RemoteHost host, Pace pace) throws Exception {
        this.folder = folder;
        this.host = host;
        this.pace = pace;
        add("rename-no-lag", Mode.CREATE, 0, false);
        add("rename-short-lag", Mode.CREATE, pace.shortLag(), false);
        add("rename-long-lag", Mode.CREATE, pace.longLag(), false);
        add("no-create", Mode.NO_CREATE, pace.shortLag(), false);
        add("copytruncate", Mode.COPY_TRUNCATE, 0, false);
        add("symlink", Mode.CREATE, pace.shortLag(), true);
        add("compressed-at-once", Mode.COMPRESS, pace.rate() / 20, false);
    }

    private void add(String name, Mode mode, int lag, boolean link) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        Path file = own.resolve(name + ".log");
        Path written = link ? own.resolve("target.log") : file;
        if (link) {
            Files.createSymbolicLink(file, Path.of("target.log"));
        }
        Files.createFile(written);
        writers.put(name + ".log", new LogWriter(written, mode, pace.lines(), pace.rate(), pace.period(), lag));
        wanted.add(new Wanted(file.toString(), new Start.Beginning()));
    }

    /** @param meanwhile runs while the writers write */
    void run(Action meanwhile) throws Exception {
        HostFollower follower = new HostFollower(host, TIMES, InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.plain(), new Random(7), Bookmarks.NONE,
                heard);
        follower.want(wanted);
        Thread reading = Thread.ofVirtual().name("follow").start(follower);
        for (String name : writers.keySet()) {
            Await.until(name + " is open", () -> heard.health(name).condition() == Condition.LIVE);
        }
        List<Thread> writing = writers.values().stream().map(w -> Thread.ofPlatform().start(w)).toList();
        meanwhile.run(this);
        for (Thread thread : writing) {
            thread.join();
        }
        for (Map.Entry<String, LogWriter> writer : writers.entrySet()) {
            assertNull(writer.getValue().failure());
            try {
                Await.until("all lines of " + writer.getKey(), () -> heard.lineCount(writer.getKey()) >= lines());
            } catch (AssertionError e) {
                throw new AssertionError(describe(writer.getKey()), e);
            }
        }
        follower.close();
        reading.join();
        for (String name : writers.keySet()) {
            assertEquals("", describe(name), name);
        }
    }

    /** Waits until so many lines of all files together were heard. */
    void awaitLines(int count) throws Exception {
        Await.until(count + " lines", () -> writers.keySet().stream().mapToLong(heard::lineCount).sum() >= count);
    }

    private int lines() {
        return pace.lines();
    }

    /** Lines that all writers write. */
    int total() {
        return lines() * writers.size();
    }

    /** Empty when every line came once and whole. */
    private String describe(String name) {
        List<String> lines = heard.lines(name);
        int[] seen = new int[lines()];
        int torn = 0;
        String firstTorn = "";
        for (String line : lines) {
            int number = line.matches("\\d{10} .*") ? Integer.parseInt(line.substring(0, 10)) : -1;
            if (number < 0 || number >= lines() || !line.equals(LogWriter.line(number))) {
                torn++;
                firstTorn = firstTorn.isEmpty() ? line : firstTorn;
            } else {
                seen[number]++;
            }
        }
        int lost = 0;
        int twice = 0;
        int firstLost = -1;
        for (int i = 0; i < lines(); i++) {
            lost += seen[i] == 0 ? 1 : 0;
            twice += Math.max(0, seen[i] - 1);
            firstLost = firstLost < 0 && seen[i] == 0 ? i : firstLost;
        }
        List<Gap> real = heard.gaps().stream().filter(g -> g.source().fileName().equals(name))
                .filter(g -> g.reason() != Gap.Reason.RECONNECTED && g.reason() != Gap.Reason.POLLED).toList();
        return lost + twice + torn == 0 && real.isEmpty()
                ? ""
                : "lost " + lost + " (first " + firstLost + "), twice " + twice + ", torn " + torn + " " + firstTorn
                        + ", gaps " + real + ", " + heard.health(name);
    }

    /** Something that may fail. */
    interface Action {
        void run(RotationMatrix matrix) throws Exception;
    }
}
