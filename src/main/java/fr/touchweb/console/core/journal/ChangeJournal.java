package fr.touchweb.console.core.journal;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Journal of changes: who, when, where, what, with what result. Append-only JSON Lines, each line chained to the one
 * before by SHA-256, on disk before {@link #append} returns, shared by all console processes of the person. It shows
 * that something was altered; it cannot stop somebody who owns the file from writing the whole chain anew. Thread-safe.
 */
public final class ChangeJournal {
    static final String PURGE = "purge-journal";
    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\n");

    private final JournalFile file;
    private final Path head;
    private final Clock clock;
    private final String person;
    private final String machine;
    private volatile Function<String, @Nullable Long> offsets = target -> null;
    private final List<Consumer<ChangeEntry>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param folder state folder of the console
     * @param person login noted with each entry
     * @param machine name of this machine
     */
    public ChangeJournal(Path folder, Clock clock, String person, String machine) {
        file = new JournalFile(folder.resolve("changes.jsonl"));
        head = folder.resolve("changes.head");
        this.clock = clock;
        this.person = person;
        this.machine = machine;
    }

    /**
     * Tells how far clocks of servers are off, for entries about one of them.
     *
     * @param known gets the id of a server, gives its clock minus ours in milliseconds, null for unknown
     */
    public void clockOffsets(Function<String, @Nullable Long> known) {
        offsets = known;
    }

    /** Where the journal stands. */
    public Path path() {
        return file.path();
    }

    /**
     * Notes a change; it is on disk when this returns.
     *
     * @throws IOException when it could not be written: the caller must not go on as if nothing was wrong
     */
    public ChangeEntry append(String target, String action, String detail, String result) throws IOException {
        ChangeEntry entry = file.locked(() -> {
            Link link = end();
            ChangeEntry next = entry(link.sequence() + 1, target, action, detail, result);
            byte[] line = ChangeLine.write(ChangeLine.CHANGE, next, link.hash());
            file.append(join(link.repair(), line, new byte[]{'\n'}));
            note(next.sequence(), line);
            return next;
        });
        for (Consumer<ChangeEntry> listener : listeners) {
            listener.accept(entry);
        }
        return entry;
    }

    /** The newest entries, oldest first; reads no more of the file than they take. */
    public List<ChangeEntry> newest(int limit) throws IOException {
        return newest(JournalWords.ALL, limit);
    }

    /**
     * The newest entries in which all words stand, oldest first. Writers are not held up: lines are only added, and a purge
     * puts another file in the place of this one.
     */
    public List<ChangeEntry> newest(JournalWords words, int limit) throws IOException {
        return JournalScan.newest(file.path(), words, limit);
    }

    /**
     * Writes all entries in which the words stand, oldest first.
     *
     * @return how many
     */
    public long export(JournalWords words, JournalExport form, Path into) throws IOException {
        long[] count = new long[1];
        try (BufferedWriter out = Files.newBufferedWriter(into)) {
            form.begin(out);
            JournalScan.each(file.path(), words, entry -> {
                form.write(entry, out);
                count[0]++;
            });
        }
        return count[0];
    }

    /**
     * Checks every line and the links between them. Writers are not held up: what they add meanwhile is checked with the
     * next call.
     */
    public Verification verify() throws IOException {
        Snapshot now = file.locked(this::snapshot);
        try (InputStream in = now.lines()) {
            return ChainReader.read(in, now.length(), (line, offset) -> {}).verdict(now.head());
        }
    }

    /** The lines of one moment, which a purge that comes later does not change. */
    private record Snapshot(InputStream lines, long length, ChainReader.@Nullable Head head) {}

    private Snapshot snapshot() throws IOException {
        return file.exists()
                ? new Snapshot(Files.newInputStream(file.path()), Files.size(file.path()), head())
                : new Snapshot(InputStream.nullInputStream(), 0, head());
    }

    /**
     * Removes what is older than the retention time. The chain starts anew with an anchor line that holds the hash of
     * the last removed one, and the purge is itself an entry. A journal that is not intact is left as it is, for it is
     * evidence.
     *
     * @return entries removed
     */
    public long purge(Instant before) throws IOException {
        List<ChangeEntry> oldest = JournalScan.first(file.path());
        if (oldest.isEmpty() || !oldest.getFirst().time().isBefore(before)) {
            return 0;
        }
        return file.locked(() -> {
            Cut cut = new Cut(before);
            ChainReader read = ChainReader.read(file.path(), cut);
            ChangeLine old = cut.old;
            ChangeLine last = read.last();
            if (!(read.verdict(head()) instanceof Verification.Intact) || old == null || last == null) {
                return 0L;
            }
            byte[] anchor = ChangeLine.write(ChangeLine.ANCHOR,
                    entry(old.entry().sequence(), "console", PURGE, "before " + before, "done"), old.hash());
            ChangeEntry told = entry(last.entry().sequence() + 1, "console", PURGE,
                    "before " + before + " removed " + cut.removed + " anchor " + hashOf(anchor), "done");
            byte[] end = ChangeLine.write(ChangeLine.CHANGE, told, last.hash());
            file.replace(anchor, cut.kept < 0 ? Files.size(file.path()) : cut.kept, end);
            note(told.sequence(), end);
            return cut.removed;
        });
    }

    /** Finds where what is kept begins: at the first entry that is not too old, in the order in which they were written. */
    private static final class Cut implements ChainReader.Each {
        private final Instant before;
        private @Nullable ChangeLine old;
        private long removed;
        private long kept = -1;

        Cut(Instant before) {
            this.before = before;
        }

        @Override
        public void take(ChangeLine line, long offset) {
            if (kept >= 0 || line.kind().equals(ChangeLine.ANCHOR)) {
                return;
            }
            if (line.entry().time().isBefore(before)) {
                old = line;
                removed++;
            } else {
                kept = offset;
            }
        }
    }

    /** Called with each entry of this process, on the thread that appends; must return at once. */
    public void onAppend(Consumer<ChangeEntry> listener) {
        listeners.add(listener);
    }

    private ChangeEntry entry(long sequence, String target, String action, String detail, String result) {
        return new ChangeEntry(sequence, clock.instant().truncatedTo(ChronoUnit.MILLIS), person, machine, target,
                action, detail, result, offsets.apply(target));
    }

    /** What the next line is linked to, with the bytes that must be written before it. */
    private record Link(long sequence, String hash, byte[] repair) {}

    private Link end() throws IOException {
        JournalFile.Tail tail = file.tail();
        ChainReader.@Nullable Head noted = head();
        long missing = noted == null ? 0 : noted.sequence();
        ChangeLine last = tail.line().length == 0 ? null : ChangeLine.read(tail.line());
        if (last != null) {
            String link = last.kind().equals(ChangeLine.ANCHOR) ? last.previous() : last.hash();
            // The head knows of a later entry than the file: the gap stays visible in the numbers.
            return new Link(Math.max(last.entry().sequence(), missing), link,
                    tail.ended() ? new byte[0] : new byte[]{'\n'});
        }
        ChainReader reader = ChainReader.read(file.path(), (line, offset) -> {});
        ChangeLine valid = reader.last();
        long sequence = Math.max(valid == null ? 0 : valid.entry().sequence(), missing);
        String hash = valid == null ? ChangeLine.START : valid.hash();
        if (tail.line().length == 0 || tail.ended()) {
            return new Link(sequence, hash, new byte[0]);
        }
        // A crash cut the last line. Its bytes stay; the line after them says so and takes them into the chain.
        ChangeEntry told = entry(sequence + 1, "console", "torn-line", ChangeLine.hash(reader.trailing()), "done");
        byte[] line = ChangeLine.write(ChangeLine.TORN, told, hash);
        return new Link(told.sequence(), hashOf(line), join(new byte[]{'\n'}, line, new byte[]{'\n'}));
    }

    private ChainReader.@Nullable Head head() throws IOException {
        if (!Files.exists(head)) {
            return null;
        }
        Matcher matcher = HEAD.matcher(Files.readString(head, StandardCharsets.ISO_8859_1));
        return matcher.matches() ? new ChainReader.Head(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
    }

    private void note(long sequence, byte[] line) throws IOException {
        Path next = head.resolveSibling(head.getFileName() + ".next");
        Files.writeString(next, sequence + " " + hashOf(line) + "\n", StandardCharsets.ISO_8859_1);
        Files.move(next, head, java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The hash that stands at the end of a written line. */
    private static String hashOf(byte[] line) {
        return new String(line, line.length - 66, 64, StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
