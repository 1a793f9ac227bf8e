package fr.touchweb.console.core.binlog.file;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogFile.Checksum;
import fr.touchweb.console.core.binlog.model.BinlogFile.Encryption;
import fr.touchweb.console.core.binlog.model.BinlogFile.State;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.BinlogListing.NumberGap;
import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists binary logs from a few bytes of each, many at the same time. */
public final class FileLister {
    private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{6,18})");
    /** More files than this in a folder without numbered ones, and it is no folder of binary logs. */
    private static final int MOST_COPIES = 1_000;
    private static final Pattern INNODB = Pattern.compile(".+-\\d{6,}\\.ibb");

    private final RemoteFiles files;
    private final int atOnce;

    public FileLister(RemoteFiles files, int atOnce) {
        this.files = files;
        this.atOnce = atOnce;
    }

    /** Files that a pattern names; only its last part may hold {@code *} and {@code ?}. A folder stands for all in it. */
    public BinlogListing list(String pattern) throws RemoteException, InterruptedException {
        String folder;
        Pattern names;
        try {
            boolean whole = pattern.endsWith("/") || !isPattern(pattern)
                    && files.stat(pattern).kind() == FileStat.Kind.FOLDER;
            int slash = pattern.lastIndexOf('/');
            folder = whole ? pattern.replaceFirst("(?<=.)/+$", "") : slash <= 0 ? "/" : pattern.substring(0, slash);
            names = whole ? Pattern.compile(".*", Pattern.DOTALL) : glob(pattern.substring(slash + 1));
            List<FileEntry> named = files.list(folder).stream()
                    .filter(entry -> entry.stat().kind() != FileStat.Kind.FOLDER
                            && names.matcher(entry.name()).matches())
                    .toList();
            List<FileEntry> entries = named.stream().filter(FileLister::isNumbered).toList();
            if (!entries.isEmpty()) {
                return listing(folder, entries);
            }
            // Copies have any name: what they begin with decides.
            List<BinlogFile> copies = named.size() > MOST_COPIES
                    ? List.of()
                    : listing(folder, named).files().stream().filter(FileLister::isBinlog).toList();
            return copies.isEmpty()
                    ? new BinlogListing(List.of(), List.of(), Message.of("binlog.none", pattern))
                    : new BinlogListing(copies, List.of(), null);
        } catch (RemoteException e) {
            return switch (e.kind()) {
                case NO_SUCH_FILE -> new BinlogListing(List.of(), List.of(), Message.of("binlog.none", pattern));
                case PERMISSION -> new BinlogListing(List.of(), List.of(), Message.of("binlog.noRightFolder", pattern));
                default -> throw e;
            };
        }
    }

    /** One file. */
    public BinlogFile file(String path) throws RemoteException, InterruptedException {
        int slash = path.lastIndexOf('/');
        FileStat stat = files.stat(path);
        return read(path, path.substring(slash + 1), stat, true);
    }

    private static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static boolean isNumbered(FileEntry entry) {
        return NUMBERED.matcher(entry.name()).matches() || INNODB.matcher(entry.name()).matches();
    }

    private static boolean isBinlog(BinlogFile file) {
        return file.first() != null || file.encryption() == Encryption.MYSQL;
    }

    private BinlogListing listing(String folder, List<FileEntry> entries)
            throws RemoteException, InterruptedException {
        List<FileEntry> ordered = entries.stream().sorted(Comparator.comparing((FileEntry e) -> base(e.name()))
                .thenComparingLong(e -> number(e.name())).thenComparing(FileEntry::name)).toList();
        List<NumberGap> gaps = gaps(ordered);
        Semaphore permits = new Semaphore(atOnce);
        List<Future<BinlogFile>> reading = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ordered.size(); i++) {
                FileEntry entry = ordered.get(i);
                boolean newest = i + 1 == ordered.size() || number(entry.name()) < 0
                        || !base(ordered.get(i + 1).name()).equals(base(entry.name()));
                String path = (folder.equals("/") ? "" : folder) + "/" + entry.name();
                reading.add(threads.submit(() -> {
                    permits.acquire();
                    try {
                        return readOrSay(path, entry, newest);
                    } finally {
                        permits.release();
                    }
                }));
            }
            List<BinlogFile> found = new ArrayList<>();
            for (Future<BinlogFile> one : reading) {
                found.add(one.get());
            }
            return new BinlogListing(found, gaps, null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RemoteException remote) {
                throw remote;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<NumberGap> gaps(List<FileEntry> ordered) {
        List<NumberGap> gaps = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            String base = base(ordered.get(i).name());
            long before = number(ordered.get(i - 1).name());
            long number = number(ordered.get(i).name());
            if (base.equals(base(ordered.get(i - 1).name())) && number > before + 1) {
                gaps.add(new NumberGap(base, before + 1, number - 1));
            }
        }
        return gaps;
    }

    private static String base(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static long number(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : -1;
    }

    private BinlogFile readOrSay(String path, FileEntry entry, boolean newest)
            throws RemoteException, InterruptedException {
        try {
            return read(path, entry.name(), entry.stat(), newest);
        } catch (RemoteException e) {
            Message problem = switch (e.kind()) {
                case PERMISSION -> Message.of("binlog.noRight", path);
                case NO_SUCH_FILE -> Message.of("binlog.gone", path);
                default -> throw e;
            };
            return new BinlogFile(entry.name(), path, number(entry.name()), entry.stat().size(), null, null,
                    State.UNKNOWN, "", Family.UNKNOWN, Checksum.UNKNOWN, Encryption.UNKNOWN, problem);
        }
    }

    private BinlogFile read(String path, String name, FileStat listed, boolean newest)
            throws RemoteException, InterruptedException {
        try (OpenFile file = files.open(path)) {
            byte[] bytes = new byte[FileHead.BYTES];
            int length = file.read(0, bytes, 0, bytes.length);
            FileHead head = FileHead.read(bytes, length);
            // A link has a size of its own, and an open file grows: its own facts count.
            FileStat stat = listed.kind() == FileStat.Kind.FILE && !head.inUse() ? listed : file.stat();
            long size = stat.size();
            byte[] tail = new byte[FileTail.BYTES];
            long from = Math.max(4, size - tail.length);
            int tailLength = size <= 4 ? 0 : file.read(from, tail, 0, (int) Math.min(tail.length, size - from));
            Optional<Instant> end = FileTail.end(tail, tailLength, size);
            return described(path, name, stat, head, end, newest);
        }
    }

    private static BinlogFile described(String path, String name, FileStat stat, FileHead head,
            Optional<Instant> end, boolean newest) {
        Message problem = null;
        State state;
        Instant last = null;
        if (INNODB.matcher(name).matches()) {
            state = State.FOREIGN;
            problem = Message.of("binlog.innodb");
        } else {
            switch (head.kind()) {
                case OTHER -> {
                    state = State.FOREIGN;
                    problem = Message.of("binlog.notBinlog", name);
                }
                case EMPTY -> {
                    state = State.UNCLOSED;
                    problem = Message.of("binlog.empty", name);
                }
                case MYSQL_ENCRYPTED -> {
                    state = State.UNKNOWN;
                    problem = Message.of("binlog.encryptedMysql");
                    last = stat.modified();
                }
                default -> {
                    state = end.isPresent() ? State.CLOSED : newest && head.inUse() ? State.OPEN : State.UNCLOSED;
                    last = end.orElse(stat.modified());
                    problem = problem(head);
                    // The end of an encrypted file cannot be read: that the mark is gone is what says that it was closed.
                    if (head.encryption() == Encryption.MARIADB && !head.inUse()) {
                        state = State.CLOSED;
                    }
                }
            }
        }
        return new BinlogFile(name, path, number(name), stat.size(), head.first(), last, state, head.server(),
                head.family(), head.checksum(), head.encryption(), problem);
    }

    private static @Nullable Message problem(FileHead head) {
        return head.encryption() == Encryption.MARIADB ? Message.of("binlog.encryptedMariadb") : null;
    }
}
