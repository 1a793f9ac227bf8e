package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.logs.bytes.GzipBytes;
import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.bytes.StreamBytes;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.logs.follow.Siblings;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches a log of a machine with its rotated files, the oldest first. A file travels as it is, compressed or not, and
 * is searched here; a large one is searched there for what a match cannot do without when that sends less, and only the
 * lines that hold it travel.
 */
public final class RemoteSearch {
    private static final int SAMPLE = 1 << 18;
    /** Part of the bytes below which lines are sent rather than the file. */
    private static final double WORTH_IT = 0.25;

    private final RemoteHost host;
    private final SearchPattern pattern;
    private final long thereFrom;
    private final int lineLimit;
    private final Listener listener;

    /** Hears what is done. */
    public interface Listener {
        /** A command that runs on the machine. */
        void ran(String command);

        /**
         * A matching line.
         *
         * @param offset in its file, inflated; -1 when the machine found the line itself
         */
        void line(String path, long offset, byte[] b, int start, int length) throws IOException;
    }

    /** @param thereFrom size in bytes from which on searching there is thought of */
    public RemoteSearch(RemoteHost host, SearchPattern pattern, long thereFrom, int lineLimit, Listener listener) {
        this.host = host;
        this.pattern = pattern;
        this.thereFrom = thereFrom;
        this.lineLimit = lineLimit;
        this.listener = listener;
    }

    /** The files of a log, the oldest first. */
    public static List<String> generations(RemoteFiles files, String path)
            throws RemoteException, InterruptedException {
        List<String> paths = new ArrayList<>();
        try {
            Siblings.of(files, path).stream().filter(Siblings.Sibling::named).map(Siblings.Sibling::path)
                    .forEach(paths::addFirst);
        } catch (RemoteException e) {
            if (e.kind() != Kind.PERMISSION) {
                throw e;
            }
        }
        paths.add(path);
        return paths;
    }

    /** Searches one file; its hits are heard only when they are wanted. */
    public FileSearch.Result search(String path, boolean hits, TaskControl control)
            throws IOException, InterruptedException {
        LogFiles files = LogFiles.of(host);
        FileSearch.@Nullable Hits heard = hits
                ? (offset, b, start, length) -> listener.line(path, offset, b, start, length)
                : null;
        Command there = there(files, path);
        if (there != null) {
            return searchThere(there, path, hits, control);
        }
        try (RandomBytes bytes = GzipBytes.inflated(new StreamBytes(files.read(path, 0)))) {
            return new SequentialSearch(pattern, lineLimit).search(bytes, 0, heard, control);
        }
    }

    /** The command that finds candidates on the machine; null when reading the file is as good. */
    private @Nullable Command there(LogFiles files, String path) throws RemoteException, InterruptedException {
        boolean zipped = path.endsWith(".gz");
        String program = zipped ? "zgrep" : "grep";
        if (pattern.needs().isEmpty() || files.stat(path).size() < thereFrom || !host.capabilities().has(program)
                || !host.capabilities().shell()) {
            return null;
        }
        try (OpenFile file = files.open(path)) {
            if (files.wayOf(file) == Way.ROOT) {
                // What the account itself may not read, its grep may not either.
                return null;
            }
        }
        List<Needle> group = rarest(files, path, zipped);
        if (group.isEmpty()) {
            return null;
        }
        List<String> argv = new ArrayList<>(List.of("env", "LC_ALL=C"));
        if (host.capabilities().has("nice")) {
            argv.addAll(List.of("nice", "-n", "19"));
        }
        argv.addAll(List.of(program, "-a", "-F"));
        if (group.stream().anyMatch(Needle::ignoreCase)) {
            argv.add("-i");
        }
        group.forEach(needle -> argv.addAll(List.of("-e", needle.text())));
        argv.addAll(List.of("--", path));
        return Command.of(argv.toArray(String[]::new));
    }

    /** The group of needles that the fewest bytes of lines hold; empty when lines with any of them are many. */
    private List<Needle> rarest(RemoteFiles files, String path, boolean zipped)
            throws RemoteException, InterruptedException {
        byte[] sample = new byte[SAMPLE];
        int length;
        if (zipped) {
            try (RandomBytes bytes = GzipBytes.inflated(new StreamBytes(files.read(path, 0)))) {
                length = bytes.read(0, sample, 0, SAMPLE);
            } catch (RemoteException e) {
                throw e;
            } catch (IOException e) {
                throw new RemoteException(Kind.PROTOCOL, Message.of("logs.zipped.torn", path), e);
            }
        } else {
            try (OpenFile file = files.open(path)) {
                length = file.read(Math.max(0, file.stat().size() - SAMPLE), sample, 0, SAMPLE);
            }
        }
        List<Needle> best = List.of();
        // Compressed bytes are some ten times fewer than the lines that would travel instead.
        double least = zipped ? WORTH_IT / 10 : WORTH_IT;
        for (List<Needle> group : pattern.needs()) {
            double share = share(group, sample, length);
            if (share < least) {
                least = share;
                best = group;
            }
        }
        return best;
    }

    private static double share(List<Needle> group, byte[] sample, int length) {
        long bytes = 0;
        List<NeedleScanner> scanners = group.stream().map(needle -> new NeedleScanner(needle, new int[256])).toList();
        for (int line = 0; line < length;) {
            int feed = Lines.feed(sample, line, length);
            int end = feed < 0 ? length : feed;
            int from = line;
            if (scanners.stream().anyMatch(scanner -> scanner.next(sample, from, end) >= 0)) {
                bytes += end - line + 1;
            }
            line = end + 1;
        }
        return bytes / (double) Math.max(1, length);
    }

    private FileSearch.Result searchThere(Command command, String path, boolean hits, TaskControl control)
            throws IOException, InterruptedException {
        listener.ran(ShellQuoting.line(command.argv()));
        RemoteProcess process = host.start(command);
        control.onCancel(process::close);
        try (RandomBytes bytes = new StreamBytes(process.stdout())) {
            FileSearch.Result found = new SequentialSearch(pattern, lineLimit).search(bytes, 0,
                    hits ? (offset, b, start, length) -> listener.line(path, -1, b, start, length) : null, control);
            Exit exit = process.await();
            // grep ends with 1 when it finds nothing.
            if (!exit.ok() && !(exit instanceof Exit.Code(int code) && code == 1)) {
                throw new RemoteException(Kind.PROTOCOL,
                        Message.of("logs.search.thereFailed", path, exit.toString(), process.errorText().strip()),
                        null);
            }
            return found;
        } finally {
            process.close();
        }
    }
}
