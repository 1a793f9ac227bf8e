package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One run of a console that follows a log and keeps its lines. */
final class KeptRun {
    private static final Start START = new Start.Last(1_000, 1L << 30);

    private KeptRun() {}

    static Bookmarks marks(Path folder) {
        return new Bookmarks(folder.resolve("places"), Duration.ofDays(1), 1 << 20, 64 << 10, InstantSource.system());
    }

    static KeptLogs kept(Path folder) {
        return new KeptLogs(folder.resolve("kept"), Duration.ofDays(1), InstantSource.system());
    }

    static LogSession follow(Path folder, Path spool, Path log) {
        return follow(LocalSession.in(spool, marks(folder), kept(folder)), log.toString());
    }

    static LogSession follow(LogSession session, String log) {
        session.start();
        session.follow(List.of(new LogSource("web1", "log", log, null, true)), START);
        return session;
    }

    /** A console of its own that is there to be killed. */
    static Process start(Path folder, String log) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KeptRun.class.getName(), folder.toString(), log)
                .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
    }

    /** Follows until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        follow(LocalSession.in(folder.resolve("spool-" + ProcessHandle.current().pid()), marks(folder), kept(folder)),
                args[1]);
        new CountDownLatch(1).await();
    }
}
