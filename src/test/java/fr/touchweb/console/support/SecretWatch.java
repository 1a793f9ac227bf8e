package fr.touchweb.console.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Marked secrets, and eyes on every place where one could come out: what is logged, and the arguments and variables of all
 * processes of this machine, from the first mark to {@link #close}; files and texts when they are handed to it. A mark
 * counts as seen in clear, percent-encoded, in UTF-16, in hexadecimal and inside Base64.
 */
public final class SecretWatch implements AutoCloseable {
    private static final String OURS = "fr.touchweb";
    private static final long LARGE = 4 << 20;
    private static final long PAUSE_NANOS = 5_000_000;

    private final Map<String, Set<String>> forms = new ConcurrentHashMap<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final @Nullable Level level;
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            look("log of " + event.getLoggerName(), event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };
    private final Thread processes;
    private volatile boolean ended;
    private volatile long rounds;
    private volatile boolean planted;

    public SecretWatch() {
        Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        // All that we could log, but not on the terminal too.
        level = logger(OURS).getLevel();
        logger(OURS).addAppender(log);
        logger(OURS).setAdditive(false);
        logger(OURS).setLevel(Level.TRACE);
        processes = Thread.ofPlatform().daemon().name("process-watch").start(this::watchProcesses);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** Marks a secret and gives it back; 12 characters or more, so that nothing holds it by chance. */
    public String plant(String what, String secret) {
        if (secret.length() < 12) {
            throw new IllegalArgumentException(what + " is too short to be looked for");
        }
        Set<String> all = new LinkedHashSet<>();
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        all.add(latin(bytes));
        all.add(latin(secret.getBytes(StandardCharsets.UTF_16LE)));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8));
        for (int shift = 0; shift < 3; shift++) {
            byte[] moved = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, moved, shift, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(moved);
            // The first and the last characters depend on what stands beside the secret.
            all.add(text.substring(shift == 0 ? 0 : shift + 1, text.length() - 2));
        }
        forms.put(what, all);
        planted = true;
        return secret;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Looks for every mark in what came out somewhere. */
    public void look(String where, byte[] content) {
        String text = latin(content);
        forms.forEach((what, all) -> {
            if (all.stream().anyMatch(text::contains)) {
                seen.add(what + " in " + where);
            }
        });
    }

    public void look(String where, String content) {
        look(where, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Looks into every file of a folder that was changed since a moment, its name included; large ones and what vanishes
     * meanwhile are left out.
     *
     * @param without folders that hold secrets on purpose
     */
    public void lookInto(String where, Path folder, Instant since, Path... without) throws IOException {
        Set<Path> skipped = Set.of(without);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes facts) {
                return skipped.contains(one) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                if (facts.isRegularFile() && facts.size() < LARGE
                        && !facts.lastModifiedTime().toInstant().isBefore(since)) {
                    look(where, file.toString());
                    look(where + ": " + folder.relativize(file), content(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path one, @Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void watchProcesses() {
        String own = String.valueOf(ProcessHandle.current().pid());
        Map<String, byte[]> known = new HashMap<>();
        while (!ended) {
            if (planted) {
                planted = false;
                known = Map.of();
            }
            Map<String, byte[]> now = new HashMap<>();
            try (Stream<Path> all = Files.list(Path.of("/proc"))) {
                for (Path process : (Iterable<Path>) all
                        .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))::iterator) {
                    String pid = process.getFileName().toString();
                    byte[] arguments = content(process.resolve("cmdline"));
                    now.put(pid, arguments);
                    // A program that another one became has other arguments, as a rule.
                    if (!Arrays.equals(arguments, known.get(pid))) {
                        look("arguments of a process", arguments);
                        if (!pid.equals(own)) {
                            look("environment of a process", content(process.resolve("environ")));
                        }
                    }
                }
            } catch (IOException e) {
                seen.add("/proc could not be read: " + e);
                return;
            }
            known = now;
            rounds++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** A process that ended meanwhile has none. */
    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException _) {
            return new byte[0];
        }
    }

    /** How often all processes were looked at. */
    public long rounds() {
        return rounds;
    }

    /** Every secret that came out, with the place; sorted. */
    public Set<String> seen() {
        return new TreeSet<>(seen);
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        processes.join();
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(log);
        logger(OURS).detachAppender(log);
        logger(OURS).setAdditive(true);
        logger(OURS).setLevel(level);
    }
}
