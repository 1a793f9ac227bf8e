package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of a machine that offers no SFTP, read with {@code stat}, {@code tail -c +N} and {@code head} (coreutils or
 * busybox). An open file is a device and inode number: it is found again under another name of its folder, and is gone
 * once it was removed, which {@link #brackets} tells as {@link FileBracket#GONE} and a read as {@link Kind#LOST}. Nothing is written.
 */
public final class ShellFiles implements RemoteFiles {
    private static final int PERMISSION_BITS = 07777;
    private static final int TYPE_BITS = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMBOLIC = 0120000;
    private static final int NO_LINK = 3;
    private static final int OTHER_FILE = 66;
    private static final int SLACK = 4096;
    /** Names a command line takes, well below what any shell does. */
    private static final int NAMES_AT_ONCE = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STREAM = Duration.ofDays(1);
    /** Device and inode, size, seconds, mode in hexadecimal, owner, group, name. */
    private static final Pattern FACTS = Pattern
            .compile("(\\d+:\\d+) (\\d+) (\\d+) ([0-9a-fA-F]+) (\\d{1,10}) (\\d{1,10}) (.*)");
    private static final String FORMAT = "%d:%i %s %Y %f %u %g %n";
    private static final String LINK = "if [ -L \"$1\" ]; then readlink -- \"$1\"; "
            + "elif [ -e \"$1\" ]; then exit 3; else ls -d -- \"$1\"; fi";
    private static final String LIST = "cd -- \"$1\" && for f in .[!.]* ..?* *; do "
            + "if [ -e \"$f\" ] || [ -L \"$f\" ]; then set -- \"$@\" \"$f\"; fi; done; shift; "
            + "if [ $# -gt 0 ]; then stat -c '" + FORMAT + "' -- \"$@\"; fi; exit 0";
    private static final String MAY_READ = "exec <\"$1\"";
    private static final String READ = "a=$(stat -L -c %d:%i -- \"$1\"); tail -c \"+$3\" -- \"$1\" | head -c \"$4\"; "
            + "b=$(stat -L -c %d:%i -- \"$1\"); [ \"$a $b\" = \"$2 $2\" ] || exit 66";

    private final RemoteHost host;

    public ShellFiles(RemoteHost host) {
        this.host = host;
    }

    private record Facts(String id, FileStat stat) {}

    private CommandResult run(String script, String... arguments) throws RemoteException, InterruptedException {
        return host.run(Command.script(script, arguments).withLimit(LIMIT));
    }

    /** Facts of those paths that are there. */
    private Map<String, Facts> facts(List<String> paths) throws RemoteException, InterruptedException {
        Map<String, Facts> all = new HashMap<>();
        for (int from = 0; from < paths.size(); from += NAMES_AT_ONCE) {
            List<String> some = paths.subList(from, Math.min(paths.size(), from + NAMES_AT_ONCE));
            List<String> argv = new ArrayList<>(List.of("stat", "-L", "-c", FORMAT, "--"));
            argv.addAll(some);
            CommandResult result = host.run(Command.of(argv.toArray(String[]::new)).withLimit(LIMIT));
            gather(result.text(), all);
        }
        return all;
    }

    /** A name with a line feed in it is none that a log has, and is left out. */
    private static void gather(String text, Map<String, Facts> into) {
        for (String line : text.split("\n")) {
            Matcher matcher = FACTS.matcher(line);
            if (matcher.matches()) {
                into.put(matcher.group(7), new Facts(matcher.group(1), stat(Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)), Integer.parseInt(matcher.group(4), 16),
                        (int) Long.parseLong(matcher.group(5)), (int) Long.parseLong(matcher.group(6)))));
            }
        }
    }

    private static FileStat stat(long size, long seconds, int mode, int owner, int group) {
        FileStat.Kind kind = switch (mode & TYPE_BITS) {
            case REGULAR -> FileStat.Kind.FILE;
            case DIRECTORY -> FileStat.Kind.FOLDER;
            case SYMBOLIC -> FileStat.Kind.LINK;
            default -> FileStat.Kind.OTHER;
        };
        return new FileStat(kind, size, Instant.ofEpochSecond(seconds), mode & PERMISSION_BITS, owner, group);
    }

    private static RemoteException failure(String path, CommandResult result) {
        String said = result.errorText();
        if (said.contains("No such file") || said.contains("Not a directory")) {
            return new RemoteException(Kind.NO_SUCH_FILE, Message.of("ssh.error.no-such-file", path), null);
        }
        if (said.contains("ermission denied")) {
            return new RemoteException(Kind.PERMISSION, Message.of("ssh.error.permission", path), null);
        }
        return new RemoteException(Kind.PROTOCOL, Message.of("ssh.error.file", path,
                said.isBlank() ? result.exit().journalText() : said.strip()), null);
    }

    private Facts factsOf(String path) throws RemoteException, InterruptedException {
        CommandResult result = host.run(Command.of("stat", "-L", "-c", FORMAT, "--", path).withLimit(LIMIT));
        Map<String, Facts> found = new HashMap<>();
        gather(result.text(), found);
        Facts facts = found.get(path);
        if (facts == null) {
            throw failure(path, result);
        }
        return facts;
    }

    @Override
    public FileStat stat(String path) throws RemoteException, InterruptedException {
        return factsOf(path).stat();
    }

    @Override
    public @Nullable String readLink(String path) throws RemoteException, InterruptedException {
        CommandResult result = run(LINK, path);
        if (result.exit() instanceof Exit.Code(int code) && code == NO_LINK) {
            return null;
        }
        if (!result.ok() || result.stdout().length == 0) {
            throw failure(path, result);
        }
        return result.text().substring(0, result.text().length() - 1);
    }

    @Override
    public List<FileEntry> list(String folder) throws RemoteException, InterruptedException {
        CommandResult result = run(LIST, folder);
        Map<String, Facts> all = new LinkedHashMap<>();
        gather(result.text(), all);
        if (all.isEmpty() && result.stderr().length > 0) {
            throw failure(folder, result);
        }
        return all.entrySet().stream().map(e -> new FileEntry(e.getKey(), e.getValue().stat())).toList();
    }

    @Override
    public OpenFile open(String path) throws RemoteException, InterruptedException {
        Facts facts = factsOf(path);
        CommandResult may = run(MAY_READ, path);
        if (!may.ok()) {
            throw failure(path, may);
        }
        return new ByName(path, facts.id());
    }

    @Override
    public List<FileBracket> brackets(List<OpenFile> files) throws RemoteException, InterruptedException {
        Map<String, Facts> now = facts(files.stream().map(OpenFile::path).distinct().toList());
        List<FileBracket> brackets = new ArrayList<>();
        for (OpenFile file : files) {
            ByName open = (ByName) file;
            Facts path = now.get(open.path());
            if (path != null && path.id().equals(open.id)) {
                open.name = open.path();
                brackets.add(new FileBracket(path.stat(), path.stat(), path.stat()));
            } else {
                FileStat moved = open.search();
                // Another inode is another file for certain, whatever its size: as if no file were there.
                brackets.add(moved == null ? FileBracket.GONE : new FileBracket(moved, null, moved));
            }
        }
        return brackets;
    }

    @Override
    public InputStream read(String path, long offset) throws RemoteException, InterruptedException {
        Facts _ = factsOf(path);
        RemoteProcess process = host.start(new Command(List.of("tail", "-c", "+" + (offset + 1), "--", path),
                new byte[0], STREAM, Integer.MAX_VALUE));
        return new FilterInputStream(process.stdout()) {
            @Override
            public void close() throws IOException {
                process.close();
            }
        };
    }

    @Override
    public void writeAtomically(String path, byte[] content, byte @Nullable [] expected) throws RemoteException {
        throw new RemoteException(Kind.UNSUPPORTED, Message.of("ssh.error.no-sftp", host.name()), null);
    }

    @Override
    public void remove(String path) throws RemoteException {
        throw new RemoteException(Kind.UNSUPPORTED, Message.of("ssh.error.no-sftp", host.name()), null);
    }

    /** A file by its device and inode number, under whatever name of its folder. */
    private final class ByName implements OpenFile {
        private final String path;
        private final String id;
        private String name;

        ByName(String path, String id) {
            this.path = path;
            this.id = id;
            this.name = path;
        }

        @Override
        public String path() {
            return path;
        }

        /** Facts of the file under the name that it has now; null when it has none in this folder. */
        private @Nullable FileStat search() throws RemoteException, InterruptedException {
            String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
            CommandResult result = run(LIST, folder);
            Map<String, Facts> all = new HashMap<>();
            gather(result.text(), all);
            for (Map.Entry<String, Facts> entry : all.entrySet()) {
                if (entry.getValue().id().equals(id)) {
                    name = folder.equals("/") ? "/" + entry.getKey() : folder + "/" + entry.getKey();
                    return entry.getValue().stat();
                }
            }
            return null;
        }

        private RemoteException gone() {
            return new RemoteException(Kind.LOST, Message.of("ssh.error.file-gone", path), null);
        }

        @Override
        public FileStat stat() throws RemoteException, InterruptedException {
            Facts facts = facts(List.of(name)).get(name);
            if (facts != null && facts.id().equals(id)) {
                return facts.stat();
            }
            FileStat moved = search();
            if (moved == null) {
                throw gone();
            }
            return moved;
        }

        @Override
        public int read(long offset, byte[] buffer, int start, int length)
                throws RemoteException, InterruptedException {
            if (length == 0) {
                return 0;
            }
            for (int attempt = 0; attempt < 2; attempt++) {
                CommandResult result = host.run(Command.script(READ, name, id, Long.toString(offset + 1),
                        Integer.toString(length)).withLimit(LIMIT).withOutputLimit(length + SLACK));
                if (result.ok() && result.stdout().length == 0 && result.stderr().length > 0) {
                    throw failure(name, result);
                }
                if (result.ok()) {
                    int read = Math.min(length, result.stdout().length);
                    System.arraycopy(result.stdout(), 0, buffer, start, read);
                    return read;
                }
                if (!(result.exit() instanceof Exit.Code(int code)) || code != OTHER_FILE) {
                    throw failure(name, result);
                }
                if (search() == null) {
                    break;
                }
            }
            throw gone();
        }

        /** There is nothing on the machine that stays open. */
        @Override
        public void close() {}
    }
}
