package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fleet and its documents: read, looked at for changes made elsewhere, saved. What someone else wrote is never
 * overwritten: edits of different entries are put together, and of the same one only the first stands. A shared fleet is
 * read from a copy while its host cannot be reached, for the hours of the policy. Thread-safe; every call may block.
 */
public final class FleetStore {
    /** File systems and SFTP tell times in steps of up to two seconds: a younger stamp proves nothing. */
    private static final Duration STAMP_STEP = Duration.ofSeconds(2);
    /** An edit that meets other hands is put together with theirs this often. */
    private static final int TRIES = 5;

    private final FleetFiles files;
    private final FleetReader reader;
    private final FleetPolicy policy;
    private final Clock clock;
    private final ChangeJournal journal;
    private final FleetHistory history;
    private final @Nullable FleetCopy copy;
    private volatile @Nullable Offline offline;
    private volatile Instant reached = Instant.MIN;
    private Map<String, Known> known = Map.of();
    private @Nullable Fleet fleet;

    private record Known(byte[] bytes, FleetFiles.@Nullable Stamp stamp, Instant readAt) {
        boolean surelySame(FleetFiles.@Nullable Stamp now) {
            return stamp != null && stamp.equals(now) && stamp.modified().plus(STAMP_STEP).isBefore(readAt);
        }
    }

    /**
     * Documents that are read from a copy now.
     *
     * @param readAt when their host last gave them
     * @param until when the copy is good no more
     * @param reason why the host cannot be reached
     */
    public record Offline(Instant readAt, Instant until, Message reason) {
        public Message text() {
            return Message.of("fleet.copy.used", readAt, until, reason);
        }
    }

    /** @param journal is told of every edit, also of one that was refused */
    public FleetStore(FleetFiles files, FleetPolicy policy, Clock clock, ChangeJournal journal) {
        this(files, policy, clock, journal, null);
    }

    /** @param copyFile where a shared fleet is copied to, null for one of this machine */
    public FleetStore(FleetFiles files, FleetPolicy policy, Clock clock, ChangeJournal journal,
            @Nullable Path copyFile) {
        copy = copyFile == null ? null : new FleetCopy(copyFile, files.address(), policy.offline(), clock);
        this.files = files;
        this.policy = policy;
        this.reader = new FleetReader(policy.documentBytes());
        this.clock = clock;
        this.journal = journal;
        history = new FleetHistory(files, reader, policy.historyEntries());
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
        Map<String, Known> read = readOrCopy();
        if (read.isEmpty()) {
            throw new DocumentException(files.address(), "", 0, Message.of("fleet.store.none"));
        }
        return take(read);
    }

    /** The same; where there is no document yet, a fleet with nothing in it. */
    public synchronized Fleet loadOrEmpty() throws IOException, InterruptedException {
        Map<String, Known> read = readOrCopy();
        if (read.isEmpty()) {
            known = Map.of();
            Fleet empty = Fleet.empty(files.first());
            fleet = empty;
            return empty;
        }
        return take(read);
    }

    /**
     * What can be read without connecting: the documents of this machine, or the copy of shared ones while it may be used;
     * empty when there is no such copy. Tells nothing to later calls.
     */
    public synchronized Optional<Fleet> atHand() throws IOException, InterruptedException {
        if (copy == null) {
            return Optional.of(loadOrEmpty());
        }
        try {
            return Optional.of(reader.read(copy.use().documents()));
        } catch (IOException e) {
            return Optional.empty(); // whoever reads the documents themselves is told
        }
    }

    /** The documents as they are now; tells nothing to later calls. */
    public Fleet peek() throws IOException, InterruptedException {
        Map<String, byte[]> bytes = bytes(readAll());
        return bytes.isEmpty() ? Fleet.empty(files.first()) : reader.read(bytes);
    }

    /** Everything that is wrong in the documents as they are now. */
    public List<FleetProblem> problems() throws IOException, InterruptedException {
        Map<String, byte[]> bytes = bytes(readAll());
        if (bytes.isEmpty()) {
            throw new DocumentException(files.address(), "", 0, Message.of("fleet.store.none"));
        }
        return reader.problems(bytes);
    }

    /** Where the documents come from when their host could not be reached; empty when it was. Never blocks. */
    public Optional<Offline> offline() {
        return Optional.ofNullable(offline);
    }

    /** Why what was read may be used no more, empty while it may: nobody heard of its host for too long. Never blocks. */
    public Optional<Message> over() {
        Offline now = offline;
        Instant since = now == null ? reached : now.readAt();
        return copy != null && since.isAfter(Instant.MIN) && clock.instant().isAfter(since.plus(policy.offline()))
                ? Optional.of(Message.of("fleet.copy.over", since, policy.offlineHours()))
                : Optional.empty();
    }

    /** Whether a failed reading means that a copy may be used no more. */
    public static boolean isOver(DocumentException failed) {
        return failed.what().key().startsWith("fleet.copy.");
    }

    /** Who changed which entries when, for everybody who shares the fleet; oldest first. */
    public List<FleetChange> history() throws IOException, InterruptedException {
        return history.all();
    }

    /** Whether the documents are others than those last read or saved here. */
    public synchronized boolean changedElsewhere() throws IOException, InterruptedException {
        List<String> names = files.list();
        reached = clock.instant();
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
     * Checks an edited fleet and writes the documents that differ, put together with what others changed meanwhile.
     *
     * @return the fleet as it stands now
     * @throws DocumentException when the edit does not hold; nothing was written
     * @throws ChangedElsewhereException when others changed the same entries since they were read; nothing was written
     * @throws IOException also when all was written and the journal or the history could not be
     */
    public synchronized Fleet save(Fleet edited) throws IOException, InterruptedException {
        Fleet base = fleet == null ? Fleet.of(Map.of()) : fleet;
        FleetDifference difference = FleetDifference.between(base, edited);
        Fleet written;
        try {
            written = writeOrMerge(base, edited);
        } catch (IOException e) {
            note(difference, "failed: " + e.getMessage());
            throw e;
        }
        ChangeEntry noted = note(difference, "done");
        if (noted != null) {
            history.add(noted);
        }
        return written;
    }

    private @Nullable ChangeEntry note(FleetDifference difference, String result) throws IOException {
        return difference.isEmpty()
                ? null
                : journal.append(difference.target(address()), "edit-fleet", difference.json(), result);
    }

    private Fleet writeOrMerge(Fleet base, Fleet edited) throws IOException, InterruptedException {
        Fleet wanted = edited;
        for (int attempt = 1;; attempt++) {
            try {
                write(wanted);
                return wanted;
            } catch (ChangedElsewhereException e) {
                Map<String, Known> read = readAll();
                if (attempt == TRIES || read.isEmpty() || fleet == null) {
                    throw e;
                }
                Fleet theirs = theirs(read, e);
                FleetMerge.Result merged = FleetMerge.of(base, edited, theirs);
                if (!merged.conflicts().isEmpty()) {
                    throw conflict(e, merged.conflicts());
                }
                reader.check(merged.fleet());
                wanted = merged.fleet();
                known = read;
                fleet = theirs;
            }
        }
    }

    /** What others wrote; nothing is put together with what does not hold. */
    private Fleet theirs(Map<String, Known> read, ChangedElsewhereException met) throws ChangedElsewhereException {
        try {
            return reader.read(bytes(read));
        } catch (DocumentException e) {
            met.addSuppressed(e);
            throw met;
        }
    }

    private ChangedElsewhereException conflict(ChangedElsewhereException met, List<String> entries) {
        ChangedElsewhereException told = new ChangedElsewhereException(address(), entries);
        told.initCause(met);
        return told;
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

    private Map<String, Known> readOrCopy() throws IOException, InterruptedException {
        if (copy == null) {
            return readAll();
        }
        try {
            Map<String, Known> read = readAll();
            offline = null;
            return read;
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.AUTHENTICATION || e.kind() == RemoteException.Kind.PERMISSION) {
                // The host answered, and this person is let in no more.
                copy.forget();
            }
            if (!e.kind().retryable()) {
                throw e;
            }
            FleetCopy.Usable usable = copy.use();
            offline = new Offline(usable.readAt(), usable.readAt().plus(policy.offline()), e.text());
            Map<String, Known> read = new LinkedHashMap<>();
            usable.documents().forEach((name, bytes) -> read.put(name, new Known(bytes, null, usable.readAt())));
            return read;
        }
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
        reached = clock.instant();
        return read;
    }

    private Fleet take(Map<String, Known> read) throws IOException {
        Map<String, byte[]> bytes = bytes(read);
        Fleet loaded = reader.read(bytes);
        if (copy != null && offline == null) {
            copy.keep(bytes);
        }
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
