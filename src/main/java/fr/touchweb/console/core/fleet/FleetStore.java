package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fleet and its documents: read, looked at for changes made elsewhere, saved. What someone else wrote is never
 * overwritten. Thread-safe; every call may block.
 */
public final class FleetStore {
    /** File systems and SFTP tell times in steps of up to two seconds: a younger stamp proves nothing. */
    private static final Duration STAMP_STEP = Duration.ofSeconds(2);

    private final FleetFiles files;
    private final FleetReader reader;
    private final FleetPolicy policy;
    private final Clock clock;
    private final ChangeJournal journal;
    private Map<String, Known> known = Map.of();
    private @Nullable Fleet fleet;

    private record Known(byte[] bytes, FleetFiles.@Nullable Stamp stamp, Instant readAt) {
        boolean surelySame(FleetFiles.@Nullable Stamp now) {
            return stamp != null && stamp.equals(now) && stamp.modified().plus(STAMP_STEP).isBefore(readAt);
        }
    }

    /** @param journal is told of every edit, also of one that was refused */
    public FleetStore(FleetFiles files, FleetPolicy policy, Clock clock, ChangeJournal journal) {
        this.files = files;
        this.policy = policy;
        this.reader = new FleetReader(policy.documentBytes());
        this.clock = clock;
        this.journal = journal;
    }

    /** Address of the documents, as the person gave it. */
    public String address() {
        return files.address();
    }

    public FleetReader reader() {
        return reader;
    }

    /**
     * Reads all documents.
     *
     * @throws DocumentException when there is none, or one does not hold
     */
    public synchronized Fleet load() throws IOException, InterruptedException {
        Map<String, Known> read = readAll();
        if (read.isEmpty()) {
            throw new DocumentException(files.address(), "", 0, Message.of("fleet.store.none"));
        }
        return take(read);
    }

    /** The same; where there is no document yet, a fleet with nothing in it. */
    public synchronized Fleet loadOrEmpty() throws IOException, InterruptedException {
        Map<String, Known> read = readAll();
        if (read.isEmpty()) {
            known = Map.of();
            Fleet empty = Fleet.empty(files.first());
            fleet = empty;
            return empty;
        }
        return take(read);
    }

    /** Everything that is wrong in the documents as they are now. */
    public List<FleetProblem> problems() throws IOException, InterruptedException {
        Map<String, byte[]> bytes = bytes(readAll());
        if (bytes.isEmpty()) {
            throw new DocumentException(files.address(), "", 0, Message.of("fleet.store.none"));
        }
        return reader.problems(bytes);
    }

    /** Whether the documents are others than those last read or saved here. */
    public synchronized boolean changedElsewhere() throws IOException, InterruptedException {
        List<String> names = files.list();
        if (!names.equals(known.keySet().stream().sorted().toList())) {
            return true;
        }
        for (String name : names) {
            Known last = java.util.Objects.requireNonNull(known.get(name));
            FleetFiles.Stamp stamp = files.stamp(name);
            if (last.surelySame(stamp)) {
                continue;
            }
            Instant now = clock.instant();
            if (stamp == null || stamp.size() != last.bytes.length
                    || !Arrays.equals(files.read(name, reader), last.bytes)) {
                return true;
            }
            Map<String, Known> next = new LinkedHashMap<>(known);
            next.put(name, new Known(last.bytes, stamp, now));
            known = next;
        }
        return false;
    }

    /**
     * Checks an edited fleet and writes the documents that differ.
     *
     * @throws DocumentException when the edit does not hold; nothing was written
     * @throws ChangedElsewhereException when a document was changed since it was read; it was not written
     * @throws IOException also when all was written and the journal could not be
     */
    public synchronized void save(Fleet edited) throws IOException, InterruptedException {
        FleetDifference difference = FleetDifference.between(fleet == null ? Fleet.of(Map.of()) : fleet, edited);
        try {
            write(edited);
        } catch (IOException e) {
            note(difference, "failed: " + e.getMessage());
            throw e;
        }
        note(difference, "done");
    }

    private void note(FleetDifference difference, String result) throws IOException {
        if (!difference.isEmpty()) {
            journal.append(difference.target(address()), "edit-fleet", difference.json(), result);
        }
    }

    private void write(Fleet edited) throws IOException, InterruptedException {
        reader.check(edited);
        Map<String, Known> next = new LinkedHashMap<>(known);
        for (String name : edited.documentNames()) {
            FleetDocument document = edited.document(name);
            Known last = next.get(name);
            if (last != null && fleet != null && document.equals(fleet.documents().get(name))) {
                continue;
            }
            byte[] bytes = reader.write(document);
            if (bytes.length > reader.limit()) {
                throw reader.tooLarge(name, bytes.length);
            }
            files.write(name, bytes, last == null ? null : last.bytes);
            next.put(name, new Known(bytes, files.stamp(name), clock.instant()));
            known = Map.copyOf(next);
        }
        fleet = edited;
    }

    private Map<String, Known> readAll() throws IOException, InterruptedException {
        List<String> names = files.list();
        if (names.size() > policy.documentsInFolder()) {
            throw new DocumentException(files.address(), "", 0, Message.of("fleet.store.tooMany", names.size(),
                    policy.documentsInFolder()));
        }
        Map<String, Known> read = new LinkedHashMap<>();
        for (String name : names) {
            FleetFiles.Stamp stamp = files.stamp(name);
            Instant now = clock.instant();
            read.put(name, new Known(files.read(name, reader), stamp, now));
        }
        return read;
    }

    private Fleet take(Map<String, Known> read) throws DocumentException {
        Fleet loaded = reader.read(bytes(read));
        known = read;
        fleet = loaded;
        return loaded;
    }

    private static Map<String, byte[]> bytes(Map<String, Known> read) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        new LinkedHashMap<>(read).forEach((name, known) -> bytes.put(name, known.bytes));
        return bytes;
    }

    /** For messages and tests: the documents that were read, by name. */
    synchronized Map<String, byte[]> documentsRead() {
        return new HashMap<>(bytes(known));
    }
}
