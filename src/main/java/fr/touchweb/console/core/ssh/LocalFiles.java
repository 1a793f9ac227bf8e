package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Files of this machine. Each path enters the command journal when it is opened, listed, written or first measured. */
final class LocalFiles implements RemoteFiles {
    private static final int PERMISSION_BITS = 07777;

    private final String name;
    private final String account;
    private final CommandJournal journal;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    LocalFiles(String name, String account, CommandJournal journal) {
        this.name = name;
        this.account = account;
        this.journal = journal;
    }

    @Override
    public FileStat stat(String path) throws RemoteException, InterruptedException {
        if (measured.add(path)) {
            return noted("stat -L", path, () -> statOf(pathOf(path)));
        }
        return mapped(path, () -> statOf(pathOf(path)));
    }

    @Override
    public @Nullable String readLink(String path) throws RemoteException, InterruptedException {
        return mapped(path, () -> {
            Path link = pathOf(path);
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : null;
        });
    }

    @Override
    public List<FileEntry> list(String folder) throws RemoteException, InterruptedException {
        return noted("ls -la", folder, () -> {
            List<FileEntry> entries = new ArrayList<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(pathOf(folder))) {
                for (Path child : children) {
                    try {
                        entries.add(new FileEntry(child.getFileName().toString(),
                                statOf(child, LinkOption.NOFOLLOW_LINKS)));
                    } catch (NoSuchFileException _) {
                        // Deleted since the folder was read: it is not in it any more.
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public OpenFile open(String path) throws RemoteException, InterruptedException {
        CommandEntry entry = journal.started(name, account, "cat -- " + ShellQuoting.quote(path));
        try {
            return mapped(path, () -> new LocalOpenFile(path, pathOf(path), journal, entry));
        } catch (RemoteException e) {
            journal.finished(entry, "lost: " + e.kind(), 0, 0);
            throw e;
        }
    }

    @Override
    public List<FileBracket> brackets(List<OpenFile> files) throws RemoteException, InterruptedException {
        List<FileBracket> brackets = new ArrayList<>();
        for (OpenFile file : files) {
            FileStat before = file.stat();
            FileStat path = null;
            try {
                path = mapped(file.path(), () -> statOf(pathOf(file.path())));
            } catch (RemoteException e) {
                if (e.kind() != Kind.NO_SUCH_FILE) {
                    throw e;
                }
            }
            brackets.add(new FileBracket(before, path, file.stat()));
        }
        return brackets;
    }

    @Override
    public InputStream read(String path, long offset) throws RemoteException, InterruptedException {
        return noted("cat", path, () -> {
            FileChannel channel = FileChannel.open(pathOf(path), StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        });
    }

    @Override
    public void writeAtomically(String path, byte[] content, byte @Nullable [] expected)
            throws RemoteException, InterruptedException {
        noted("write", path, () -> {
            Path target = pathOf(path);
            if (expected != null || Files.exists(target)) {
                target = target.toRealPath();
            }
            checkUnchanged(path, target, expected);
            Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), "." + target.getFileName(),
                    ".tmp");
            try {
                writeSynced(temporary, content);
                if (expected == null) {
                    setMode(temporary, 0644);
                } else {
                    copyOwner(path, target, temporary);
                }
                checkUnchanged(path, target, expected);
                if (expected == null) {
                    publishNew(path, temporary, target);
                } else {
                    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(temporary);
            }
            return target;
        });
    }

    @Override
    public void remove(String path) throws RemoteException, InterruptedException {
        noted("rm", path, () -> {
            Files.delete(pathOf(path));
            return path;
        });
    }

    private static void checkUnchanged(String path, Path target, byte @Nullable [] expected) throws IOException {
        boolean same;
        if (expected == null) {
            same = !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        } else {
            same = Files.exists(target) && Files.size(target) == expected.length
                    && Arrays.equals(Files.readAllBytes(target), expected);
        }
        if (!same) {
            throw new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("ssh.error.changed-meanwhile", path), null);
        }
    }

    private static void writeSynced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void copyOwner(String path, Path from, Path to) throws IOException {
        if (!Files.getFileStore(from).supportsFileAttributeView("posix")) {
            return;
        }
        for (String attribute : List.of("unix:uid", "unix:gid")) {
            Object wanted = Files.getAttribute(from, attribute);
            if (!Files.getAttribute(to, attribute).equals(wanted)) {
                try {
                    Files.setAttribute(to, attribute, wanted);
                } catch (FileSystemException e) {
                    throw new RemoteException(Kind.PERMISSION, Message.of("ssh.error.owner-not-kept", path), e);
                }
            }
        }
        setMode(to, (Integer) Files.getAttribute(from, "unix:mode") & PERMISSION_BITS);
    }

    private static void setMode(Path file, int mode) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setAttribute(file, "unix:mode", mode);
        }
    }

    /** A hard link, unlike a rename, does not replace a file that somebody made in the meantime. */
    private static void publishNew(String path, Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("ssh.error.changed-meanwhile", path), e);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.move(temporary, target);
        }
    }

    static FileStat statOf(Path path, LinkOption... options) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
        FileStat.Kind kind = basic.isRegularFile()
                ? FileStat.Kind.FILE
                : basic.isDirectory()
                        ? FileStat.Kind.FOLDER
                        : basic.isSymbolicLink() ? FileStat.Kind.LINK : FileStat.Kind.OTHER;
        Map<String, Object> unix = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.readAttributes(path, "unix:mode,uid,gid", options)
                : Map.of();
        int permissions = unix.get("mode") instanceof Integer bits ? bits & PERMISSION_BITS : -1;
        FileTime modified = basic.lastModifiedTime();
        return new FileStat(kind, basic.size(), modified.toInstant(), permissions,
                unix.get("uid") instanceof Integer owner ? owner : -1,
                unix.get("gid") instanceof Integer group ? group : -1);
    }

    /** Does something with a file and notes it in the command journal. */
    private <T> T noted(String verb, String path, FileWork<T> work) throws RemoteException, InterruptedException {
        CommandEntry entry = journal.started(name, account, verb + " -- " + ShellQuoting.quote(path));
        String result = "lost: cancelled";
        try {
            T value = mapped(path, work);
            result = "0";
            return value;
        } catch (RemoteException e) {
            result = "lost: " + e.kind();
            throw e;
        } finally {
            journal.finished(entry, result, 0, 0);
        }
    }

    static <T extends @Nullable Object> T mapped(String path, FileWork<T> work)
            throws RemoteException, InterruptedException {
        try {
            return work.run();
        } catch (RemoteException e) {
            throw e;
        } catch (ClosedByInterruptException e) {
            InterruptedException interrupted = new InterruptedException();
            interrupted.initCause(e);
            Thread.interrupted();
            throw interrupted;
        } catch (NoSuchFileException e) {
            throw new RemoteException(Kind.NO_SUCH_FILE, Message.of("ssh.error.no-such-file", path), e);
        } catch (AccessDeniedException e) {
            throw new RemoteException(Kind.PERMISSION, Message.of("ssh.error.permission", path), e);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("No space left") || reason.contains("quota exceeded")) {
                throw new RemoteException(Kind.DISK_FULL, Message.of("ssh.error.disk-full", path), e);
            }
            throw new RemoteException(Kind.PROTOCOL, Message.of("ssh.error.file", path, reason), e);
        }
    }

    private static Path pathOf(String path) throws RemoteException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new RemoteException(Kind.CONFIGURATION, Message.of("ssh.error.path-encoding", path), e);
        }
    }

    interface FileWork<T extends @Nullable Object> {
        T run() throws IOException, InterruptedException;
    }
}
