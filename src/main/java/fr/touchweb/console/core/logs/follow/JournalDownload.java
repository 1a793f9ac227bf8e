package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a journal as it is, an entry a line as JSON with nothing left out. What came of an earlier try is gone on from
 * by the cursor of its last entry; at the end the entry that was the newest at the beginning must be there.
 */
public final class JournalDownload {
    private static final int PIECE = 1 << 16;
    private static final int TAIL = 1 << 22;

    private final RemoteHost host;
    private final JournalSource journal;
    private final int lineBytes;

    /** @param lineBytes pieces in which a longer entry is looked at */
    public JournalDownload(RemoteHost host, JournalSource journal, int lineBytes) {
        this.host = host;
        this.journal = journal;
        this.lineBytes = lineBytes;
    }

    /**
     * What was fetched.
     *
     * @param bytes of the file
     * @param resumedAt bytes that were here before
     * @param own whether the account sees its own entries alone
     */
    public record Result(Path file, long bytes, long resumedAt, boolean own) {}

    /**
     * Fetches it into a folder.
     *
     * @throws RemoteException of kind {@link Kind#CHANGED_MEANWHILE} when the newest entry did not come; what came is kept
     *         beside the name then, with {@code .part}
     */
    public Result fetch(Path folder, TaskControl control) throws IOException, InterruptedException {
        JournalProbe.Found found = new JournalProbe(host, journal).look();
        if (found.problem() != null) {
            throw new RemoteException(Kind.CONFIGURATION, found.problem(), null);
        }
        Path file = Files.createDirectories(folder).resolve(name());
        Path part = folder.resolve(name() + ".part");
        if (Files.exists(file) && !Files.exists(part)) {
            Files.move(file, part);
        }
        String cursor = Files.exists(part) ? cut(part) : null;
        long before = cursor == null ? 0 : Files.size(part);
        boolean complete = read(part, found, cursor, control);
        if (cursor != null && Files.size(part) == before && !complete) {
            // The journal does not hold any more what was here: all that it has comes anew.
            before = 0;
            complete = read(part, found, null, control);
        }
        if (!complete) {
            throw new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("logs.journal.notReached", host.name()), null);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return new Result(file, Files.size(file), before, found.own());
    }

    private String name() {
        return host.name() + "-" + journal.name().replaceAll("[^A-Za-z0-9_.@=-]", "-") + ".jsonl";
    }

    /** Cuts a file behind its last whole entry; the cursor of that, null when there is none, and then it is emptied. */
    private @Nullable String cut(Path part) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            int end = tail.length;
            while (end > 0 && tail[end - 1] != '\n') {
                end--;
            }
            int start = Math.max(0, end - 1);
            while (start > 0 && tail[start - 1] != '\n') {
                start--;
            }
            boolean whole = end > 0 && (start > 0 || from == 0);
            String cursor = whole ? JournalCursors.of(line(tail, start, end - 1 - start)) : null;
            file.setLength(cursor == null ? 0 : from + end);
            return cursor;
        }
    }

    private LogEvent.Line line(byte[] bytes, int start, int length) {
        return new LogEvent.Line(new SourceKey(host.name(), journal.name()), 0, 0, bytes, start, length,
                LogEvent.Ending.LINE_FEED);
    }

    /**
     * Appends what the journal holds behind a cursor.
     *
     * @return whether the entry that was the newest before is there
     */
    private boolean read(Path part, JournalProbe.Found found, @Nullable String cursor, TaskControl control)
            throws IOException, InterruptedException {
        List<String> from = cursor == null ? List.of() : List.of("--cursor=" + cursor);
        boolean reached = found.last() == null || found.last().equals(cursor);
        try (RemoteProcess process = host.start(new Command(journal.command(found.asRoot(), from), new byte[0],
                Duration.ofDays(1), Integer.MAX_VALUE));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE,
                        cursor == null ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND), PIECE)) {
            control.onCancel(process::close);
            LineSplitter splitter = new LineSplitter(new SourceKey(host.name(), journal.name()), 0, lineBytes, 0,
                    new byte[0]);
            boolean first = cursor != null;
            EntryCursor entry = new EntryCursor();
            InputStream in = process.stdout();
            byte[] buffer = new byte[PIECE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                control.checkCancelled();
                List<LogEvent> events = new ArrayList<>();
                splitter.split(Arrays.copyOf(buffer, read), 0, read, events);
                for (LogEvent event : events) {
                    if (!(event instanceof LogEvent.Line piece)) {
                        continue;
                    }
                    boolean whole = entry.add(piece);
                    if (!first) {
                        out.write(piece.buffer(), piece.start(), piece.length());
                    }
                    if (!whole) {
                        continue;
                    }
                    if (first && !entry.is(cursor)) {
                        return false;
                    }
                    if (!first) {
                        out.write('\n');
                    }
                    reached |= entry.is(found.last());
                    first = false;
                }
            }
            Exit exit = process.await();
            if (first && exit instanceof Exit.Code) {
                // Not even the entry at the cursor: it is none of this journal.
                return false;
            }
            if (!exit.ok()) {
                throw new RemoteException(Kind.LOST, Message.of("logs.journal.ended", host.name(),
                        exit.journalText() + " " + process.errorText().strip()), null);
            }
        }
        return reached;
    }
}
