package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Earlier runs by address, on disk and bounded: the oldest run of an address goes first, and the address that was not
 * looked at for longest. Passwords are not part of an address here. Thread-safe; reads and writes files.
 */
public final class PastRuns {
    private static final int VERSION = 1;

    private final Path file;
    private final int mostAddresses;
    private final int mostRuns;
    private final StrictJson json = new StrictJson();

    /**
     * The document, the address looked at last at its end.
     *
     * @param caches runs for stale content; none in documents of before they were kept
     */
    record Document(int version, Map<String, List<PastRun>> runs, @Nullable Map<String, List<PastCache>> caches) {
        static final Document EMPTY = new Document(VERSION, Map.of(), Map.of());

        Map<String, List<PastCache>> keptCaches() {
            return caches == null ? Map.of() : caches;
        }
    }

    /**
     * @param file made when something is kept first
     * @param mostAddresses addresses that are remembered
     * @param mostRuns runs of each
     */
    public PastRuns(Path file, int mostAddresses, int mostRuns) {
        this.file = file;
        this.mostAddresses = mostAddresses;
        this.mostRuns = mostRuns;
    }

    /** Earlier runs of an address, newest first. */
    public synchronized List<PastRun> of(String address) throws IOException {
        return read().runs().getOrDefault(address, List.of()).reversed();
    }

    /** Earlier runs for stale content at an address, newest first. */
    public synchronized List<PastCache> cachesOf(String address) throws IOException {
        return read().keptCaches().getOrDefault(address, List.of()).reversed();
    }

    /** Keeps a run. */
    public synchronized void add(String address, PastRun run) throws IOException {
        Document before = read();
        write(with(before.runs(), address, run, PastRun::started), before.keptCaches());
    }

    /** Keeps a run for stale content. */
    public synchronized void add(String address, PastCache run) throws IOException {
        Document before = read();
        write(before.runs(), with(before.keptCaches(), address, run, PastCache::started));
    }

    private <R> Map<String, List<R>> with(Map<String, List<R>> before, String address, R run,
            ToLongFunction<R> started) {
        Map<String, List<R>> all = new LinkedHashMap<>(before);
        List<R> runs = new ArrayList<>(all.getOrDefault(address, List.of()));
        all.remove(address);
        runs.removeIf(one -> started.applyAsLong(one) == started.applyAsLong(run));
        runs.add(run);
        all.put(address, runs.subList(Math.max(0, runs.size() - mostRuns), runs.size()));
        while (all.size() > mostAddresses) {
            all.remove(all.keySet().iterator().next());
        }
        return all;
    }

    private void write(Map<String, List<PastRun>> runs, Map<String, List<PastCache>> caches) throws IOException {
        AtomicFile.write(file, json.mapper().writeValueAsBytes(new Document(VERSION, runs, caches)));
    }

    private Document read() throws IOException {
        return Files.exists(file)
                ? json.read(file.getFileName().toString(), Files.readAllBytes(file), Document.class)
                : Document.EMPTY;
    }
}
