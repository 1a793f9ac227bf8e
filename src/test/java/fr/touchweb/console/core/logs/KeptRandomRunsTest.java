package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.LocalHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of a console at random, over logs that grow and rotate at random, with ends and disks of all kinds: each line is shown
 * once, as it was written and in the order of time, or a gap says that it is missing. More rounds with
 * {@code -Dkept.rounds=}, another seed with {@code -Dkept.seed=}.
 */
class KeptRandomRunsTest {
    private static final int ROUNDS = Integer.getInteger("kept.rounds", 1);
    private static final long SEED = Long.getLong("kept.seed", 20_261_126L);
    private static final int RUNS = 6;
    private static final int PAGE = 4_096;
    private static final int BIG = 30_000;

    @TempDir
    private Path temporary;

    @Test
    void everyLineIsShownOnceOrAGapStandsForIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            System.out.println("kept runs, seed " + seed);
            Path folder = Files.createDirectory(temporary.resolve("round-" + seed));
            World world = new World(folder, new Random(seed));
            try {
                for (int run = 0; run < RUNS; run++) {
                    world.run(run);
                }
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + world.history + "\n" + e.getMessage(), e);
            }
            for (String name : List.of("kept", "logs")) {
                deleteAll(folder.resolve(name));
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path one : all) {
            try {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target);
                }
            } catch (NoSuchFileException e) {
                // The console took it away meanwhile, as it does with temporary files.
                continue;
            }
        }
    }

    /** One folder of a person, with logs beside it. */
    private static final class World {
        private final Path folder;
        private final Random random;
        private final RandomLogs logs;
        private final StringBuilder history = new StringBuilder();
        private final List<Throwable> heard = Collections.synchronizedList(new ArrayList<>());
        private final KeptCheck check;
        private final boolean small;
        private final Map<Integer, String> forced = new HashMap<>();

        World(Path folder, Random random) throws IOException {
            this.folder = folder;
            this.random = random;
            this.small = random.nextInt(3) == 0;
            this.logs = new RandomLogs(Files.createDirectory(folder.resolve("logs")), random, 1 + random.nextInt(4));
            this.check = new KeptCheck(logs);
        }

        private void say(String what) {
            history.append(what).append("; ");
        }

        void run(int number) throws Exception {
            List<Integer> open = new ArrayList<>();
            for (int log = 0; log < logs.count(); log++) {
                if (number == 0 || random.nextInt(4) > 0) {
                    open.add(log);
                }
            }
            say("\nrun " + number + " of " + open);
            LogSession session = LocalSession.in(folder.resolve("spool-" + number), KeptRun.marks(folder),
                    KeptRun.kept(folder), server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())),
                    heard::add);
            if (small) {
                session.store().budget(5 << 20);
            }
            format(session, open);
            session.start();
            session.follow(open.stream().map(log -> new LogSource("web1", "log" + log, logs.file(log).toString(), null,
                    true)).toList(), new Start.Last(1_000, 1L << 30));
            Reader reader = new Reader(session);
            Thread scrolling = Thread.ofVirtual().start(reader);
            Path copy = folder.resolve("copy-" + number);
            boolean killed = false;
            try {
                if (number == 0 || random.nextBoolean()) {
                    check.converge(session, open);
                }
                int killAt = random.nextInt(3) == 0 ? random.nextInt(8) : -1;
                for (int step = 0; step < 8; step++) {
                    if (step == killAt) {
                        say("killed here");
                        copyAll(folder.resolve("kept"), copy.resolve("kept"));
                        copyAll(folder.resolve("places"), copy.resolve("places"));
                        killed = true;
                    }
                    step(session, open);
                }
                check.converge(session, open);
                check.check(session, open, "k" + random.nextInt(7));
            } finally {
                reader.stop = true;
                scrolling.join();
                session.close();
            }
            assertEquals(null, reader.wrong);
            assertEquals(List.of(), heard);
            if (killed) {
                putBack(copy);
            }
            for (int step = random.nextInt(4); step > 0; step--) {
                step(null, List.of());
            }
            if (random.nextInt(3) == 0) {
                damage();
            }
        }

        private void format(LogSession session, List<Integer> open) {
            int log = random.nextInt(logs.count());
            if (random.nextInt(4) == 0) {
                String other = random.nextBoolean() ? "text" : "nginx-error";
                if (forced.remove(log) == null) {
                    forced.put(log, other);
                }
                say("formats " + forced);
            }
            for (int one : open) {
                session.force(check.key(one), forced.get(one));
            }
        }

        private void step(@Nullable LogSession session, List<Integer> open) throws Exception {
            int log = random.nextInt(logs.count());
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (session != null) {
                        // Two rotations between two looks are another test's.
                        check.converge(session, open);
                    }
                    boolean copied = random.nextInt(3) == 0;
                    say((copied ? "copied " : "rotated ") + log);
                    if (copied) {
                        // Who empties a log may lose what is written meanwhile.
                        check.mayMiss(log);
                    }
                    logs.rotate(log, copied);
                    if (session != null && open.contains(log)) {
                        // Not as long as what stood there: between two looks nothing tells one from the other then.
                        logs.write(log, 3, 50 + random.nextInt(100));
                        check.converge(session, open);
                    }
                }
                case 1, 2 -> {
                    int lines = small ? 60 + random.nextInt(60) : 5;
                    say("wrote " + lines + " long lines to " + log);
                    logs.write(log, lines, BIG);
                    if (small) {
                        for (int one = 0; one < logs.count(); one++) {
                            check.mayMiss(one);
                        }
                    }
                }
                case 3 -> {
                    if (session != null) {
                        LockSupport.parkNanos(random.nextInt(500) * 1_000_000L);
                    }
                }
                default -> {
                    int records = 1 + random.nextInt(60);
                    say("wrote " + records + " to " + log);
                    logs.write(log, records, random.nextInt(80));
                }
            }
        }

        private void putBack(Path copy) throws IOException {
            int what = random.nextInt(4);
            say("put back " + (what == 0 ? "lines" : what == 1 ? "places" : "both"));
            check.mayMissAll();
            for (String name : what == 0
                    ? List.of("kept")
                    : what == 1 ? List.of("places") : List.of("kept", "places")) {
                if (Files.exists(folder.resolve(name))) {
                    deleteAll(folder.resolve(name));
                }
                copyAll(copy.resolve(name), folder.resolve(name));
            }
        }

        private void damage() throws IOException {
            String name = List.of("lines-", "lines-", "lines-", "rows", "source.json").get(random.nextInt(5));
            List<Path> files = Files.exists(folder.resolve("kept")) ? KeptPages.files(folder, name) : List.of();
            if (files.isEmpty()) {
                return;
            }
            Path file = files.get(random.nextInt(files.size()));
            int size = (int) Files.size(file);
            // Most of what stands in a file of lines is never written.
            int used = name.equals("lines-") ? used(file) : size;
            int from = random.nextInt(Math.max(1, used / PAGE + 1)) * PAGE;
            int length = Math.min(size - from, PAGE * (1 + random.nextInt(4)));
            byte[] bytes = new byte[Math.max(0, length)];
            if (random.nextInt(3) == 0) {
                random.nextBytes(bytes);
            }
            boolean cut = random.nextInt(6) == 0;
            say((cut ? "cut " : "damaged ") + name + file.getFileName() + " at " + from + " of " + used);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (cut) {
                    channel.truncate(from);
                } else {
                    channel.write(ByteBuffer.wrap(bytes), from);
                }
            }
            check.mayMissAll();
        }

        private static int used(Path file) throws IOException {
            byte[] all = Files.readAllBytes(file);
            int end = all.length;
            while (end > 0 && all[end - 1] == 0) {
                end--;
            }
            return end;
        }
    }

    /** Somebody who scrolls all the time. */
    private static final class Reader implements Runnable {
        private final LogSession session;
        private volatile boolean stop;
        private volatile @Nullable String wrong;

        Reader(LogSession session) {
            this.session = session;
        }

        @Override
        public void run() {
            Random random = new Random(1);
            try {
                while (!stop) {
                    long size = session.view().size();
                    long row = size == 0 ? 0 : random.nextLong(size);
                    for (long end = row + 50; row < end; row++) {
                        StoredLine line = session.view().row(row, 1 << 20);
                        if (line != null && line.kind() == StoredLine.Kind.LINE
                                && RandomLogs.id(line.text()).log() < 0) {
                            wrong = line.text();
                        }
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (RuntimeException e) {
                wrong = e.toString();
            }
        }
    }
}
