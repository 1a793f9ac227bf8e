package fr.touchweb.console.core.diagnose.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.HostileServer;
import fr.touchweb.console.core.diagnose.batch.BatchResult.Outcome;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.diagnose.redirect.RedirectRunner;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.OwnControl;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of a migration, and what becomes of each row. */
class BatchTest {
    @Test
    void filesOfEveryHabitAreRead() throws DocumentException {
        assertEquals(List.of(new BatchRow(1, "http://a.test/", "/b"), new BatchRow(3, "a.test/c", null)),
                BatchFile.read("x.csv", "http://a.test/,/b\n\na.test/c\n"));
        assertEquals(List.of(new BatchRow(2, "http://a.test/", "http://b.test/x")),
                BatchFile.read("x.csv", "\uFEFFCible;Ancienne URL;note\nhttp://b.test/x;http://a.test/;\"a;b\"\n"));
        assertThrows(DocumentException.class, () -> BatchFile.read("x.csv", "\"open,b\n"));
    }

    @Test
    void eachRowIsToldAsItIs() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> {
            String path = head.split(" ")[1];
            String to = switch (path) {
                case "/old" -> "/new";
                case "/twice" -> "/old";
                case "/lost" -> "/missing";
                case "/round" -> "/round";
                default -> "";
            };
            out.write((to.isEmpty()
                    ? path.equals("/missing")
                            ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 301 Moved Permanently\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes());
        })) {
            String base = server.url("");
            List<BatchRow> rows = List.of(new BatchRow(1, base + "/old", "/new"),
                    new BatchRow(2, base + "/twice", base + "/new"), new BatchRow(3, base + "/old", "/other"),
                    new BatchRow(4, base + "/lost", "/missing"), new BatchRow(5, base + "/round", "/x"),
                    new BatchRow(6, base + "/page", "/new"), new BatchRow(7, base + "/old", null),
                    new BatchRow(8, "javascript:x", "/new"), new BatchRow(9, "http://127.0.0.1:1/", "/new"));
            HttpProbe probe = new HttpProbe(Names.SYSTEM, List.of(), Figures.QUICK,
                    new CommandJournal(Clock.systemUTC()), InstantSource.system());
            List<Integer> heard = new ArrayList<>();
            List<BatchResult> results = new BatchRunner(chains()).run(rows, probe, new OwnControl(),
                    (_, done, _) -> heard.add(done));
            assertEquals(List.of(Outcome.AS_EXPECTED, Outcome.AS_EXPECTED, Outcome.ELSEWHERE, Outcome.ELSEWHERE,
                    Outcome.LOOP, Outcome.NO_REDIRECT, Outcome.NOTHING_EXPECTED, Outcome.FAILED, Outcome.FAILED),
                    results.stream().map(BatchResult::outcome).toList());
            assertEquals(base + "/new", results.get(1).reached());
            assertEquals(3, results.get(1).report().chain().hops().size());
            assertTrue(results.get(7).problem() != null && results.get(8).problem() != null);
            assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), heard);
        }
    }

    @Test
    void aHostThatAsksForLessIsLeftAloneForTheRest() throws Exception {
        try (HostileServer server = HostileServer
                .start(HostileServer.saying("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"))) {
            HttpProbe probe = new HttpProbe(Names.SYSTEM, List.of(), Figures.QUICK,
                    new CommandJournal(Clock.systemUTC()), InstantSource.system());
            List<BatchResult> results = new BatchRunner(chains()).run(List.of(new BatchRow(1, server.url("/a"), "/b"),
                    new BatchRow(2, server.url("/c"), "/d")), probe, new OwnControl(), BatchListener.NOBODY);
            assertTrue(results.stream().allMatch(r -> r.outcome() == Outcome.FAILED));
            assertEquals(1, server.heads().size());
        }
    }

    private static RedirectRunner chains() {
        return new RedirectRunner(Figures.HOUSE.redirect(), Figures.QUICK, new Pace(), Names.SYSTEM,
                (_, _, _) -> {
                    throw new IllegalStateException("a batch asks for no proof");
                }, InstantSource.system());
    }
}
