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

    /** The document, the address looked at last at its end. */
    record Document(int version, Map<String, List<PastRun>> runs) {}

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
        return read().getOrDefault(address, List.of()).reversed();
    }

    /** Keeps a run. */
    public synchronized void add(String address, PastRun run) throws IOException {
        Map<String, List<PastRun>> all = new LinkedHashMap<>(read());
        List<PastRun> runs = new ArrayList<>(all.getOrDefault(address, List.of()));
        all.remove(address);
        runs.removeIf(one -> one.started() == run.started());
        runs.add(run);
        all.put(address, runs.subList(Math.max(0, runs.size() - mostRuns), runs.size()));
        while (all.size() > mostAddresses) {
            all.remove(all.keySet().iterator().next());
        }
        AtomicFile.write(file, json.mapper().writeValueAsBytes(new Document(VERSION, all)));
    }

    private Map<String, List<PastRun>> read() throws IOException {
        return Files.exists(file)
                ? json.read(file.getFileName().toString(), Files.readAllBytes(file), Document.class).runs()
                : Map.of();
    }
}
