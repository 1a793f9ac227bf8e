package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a pattern from one run to the next: what is not there any more is no source that is being opened. */
class KeptPatternTest {
    @TempDir
    private Path folder;

    private LogSession run(String spool) {
        LogSession session = LocalSession.in(folder.resolve(spool), KeptRun.marks(folder), KeptRun.kept(folder));
        session.start();
        session.follow(List.of(new LogSource("web1", "sites", folder + "/logs/*.log", null, true)),
                new Start.Last(1_000, 1L << 30));
        return session;
    }

    private static Map<String, Condition> conditions(LogSession session) {
        Map<String, Condition> all = new TreeMap<>();
        session.health().forEach((source, health) -> all.put(source.fileName(), health.condition()));
        return all;
    }

    @Test
    void aFileThatWentMeanwhileKeepsItsLinesAndIsNoSource() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("a.log"), "a\n");
        Files.writeString(logs.resolve("b.log"), "b\n");
        try (LogSession first = run("one")) {
            Await.until("both are here", () -> first.view().size() == 2);
            assertEquals(Map.of("a.log", Condition.LIVE, "b.log", Condition.LIVE), conditions(first));
        }
        Files.delete(logs.resolve("b.log"));
        try (LogSession second = run("two")) {
            Await.until("its lines are here", () -> second.view().size() == 2);
            Await.until("one is followed",
                    () -> conditions(second).equals(Map.of("a.log", Condition.LIVE)));
        }
    }
}
