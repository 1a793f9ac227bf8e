package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.cache.CacheStep.Place;
import fr.touchweb.console.core.diagnose.cache.CacheStep.State;
import fr.touchweb.console.core.store.DocumentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRunsTest {
    @TempDir
    Path folder;

    private static PastRun run(long started, Verdict verdict, Origin origin, Double median) {
        return new PastRun(started,
                List.of(new PastRun.PastHop("https://www.acme.test/", 301, verdict, origin, median)),
                false);
    }

    @Test
    void runsAndAddressesAreBounded() throws Exception {
        PastRuns runs = new PastRuns(folder.resolve("state/diagnoses.json"), 2, 2);
        for (int i = 1; i <= 3; i++) {
            runs.add("a", run(i, Verdict.FRONT_END, Origin.HAPROXY, 0.5));
        }
        assertEquals(List.of(3L, 2L), runs.of("a").stream().map(PastRun::started).toList());
        runs.add("b", run(4, Verdict.UNDETERMINED, null, null));
        runs.add("a", run(5, Verdict.FRONT_END, Origin.HAPROXY, 0.5));
        runs.add("c", run(6, Verdict.CACHE, Origin.VARNISH, 0.5));
        assertEquals(List.of(), runs.of("b"), "not looked at for longest");
        assertEquals(5, runs.of("a").getFirst().started());
        assertEquals(Verdict.CACHE, new PastRuns(folder.resolve("state/diagnoses.json"), 2, 2).of("c").getFirst()
                .hops().getFirst().verdict());
    }

    @Test
    void aTornFileIsAnErrorAndIsNotOverwritten() throws Exception {
        Path file = folder.resolve("diagnoses.json");
        Files.writeString(file, "{\"version\":1,\"ru");
        PastRuns runs = new PastRuns(file, 2, 2);
        assertThrows(DocumentException.class, () -> runs.of("a"));
        assertThrows(DocumentException.class, () -> runs.add("a", run(1, Verdict.CACHE, null, null)));
        assertEquals("{\"version\":1,\"ru", Files.readString(file));
    }

    @Test
    void runsForStaleContentAreKeptBesideTheOthers() throws Exception {
        Path file = folder.resolve("diagnoses.json");
        PastRuns runs = new PastRuns(file, 2, 2);
        runs.add("a", run(1, Verdict.CACHE, Origin.VARNISH, 0.5));
        PastCache stale = new PastCache(2, List.of(new PastCache.PastStep(Place.CDN, State.STALE)), "aa");
        runs.add("a", stale);
        runs.add("a", new PastCache(3, List.of(), null));
        runs.add("a", new PastCache(4, List.of(new PastCache.PastStep(Place.CDN, State.FRESH)), "bb"));
        PastRuns again = new PastRuns(file, 2, 2);
        assertEquals(List.of(4L, 3L), again.cachesOf("a").stream().map(PastCache::started).toList());
        assertEquals(1, again.of("a").size());
        assertEquals(State.FRESH, again.cachesOf("a").getFirst().at(Place.CDN));
        assertTrue(again.cachesOf("a").getFirst().otherContent(stale));
        assertFalse(again.cachesOf("a").getLast().otherContent(stale), "nothing was got");
        // A document of before they were kept has none.
        Files.writeString(file, "{\"version\":1,\"runs\":{}}");
        assertEquals(List.of(), again.cachesOf("a"));
    }

    @Test
    void whatChangedIsTold() {
        PastRun before = run(1, Verdict.FRONT_END, Origin.APACHE, 6.1);
        assertTrue(before.sameWay(run(2, Verdict.APPLICATION, Origin.PHP, 304.0)));
        assertEquals(0, before.firstOtherVerdict(run(2, Verdict.APPLICATION, Origin.PHP, 304.0)));
        assertEquals(-1, before.firstOtherVerdict(run(2, Verdict.FRONT_END, Origin.APACHE, 9.0)));
        assertFalse(before.sameWay(new PastRun(3, List.of(), false)));
    }
}
