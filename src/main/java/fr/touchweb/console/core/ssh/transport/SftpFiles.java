package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Files over SFTP. Each path enters the command journal when it is opened, listed, written or first measured. */
final class SftpFiles implements RemoteFiles {
    private static final int MOST_NOTED_STATS = 10_000;

    private final SftpAccess access;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    SftpFiles(SftpAccess access) {
        this.access = access;
    }

    @Override
    public FileStat stat(String path) throws RemoteException, InterruptedException {
        boolean first = measured.size() < MOST_NOTED_STATS && measured.add(path);
        return first ? noted("stat", path, () -> statOf(path)) : mapped(path, () -> statOf(path));
    }

    private FileStat statOf(String path) throws IOException, InterruptedException {
        try (SftpAccess.Use _ = access.use()) {
            return access.channel().ask(new SftpPacket(SftpPacket.STAT).addText(path)).readAttributes().stat();
        }
    }

    @Override
    public @Nullable String readLink(String path) throws RemoteException, InterruptedException {
        return mapped(path, () -> {
            try (SftpAccess.Use _ = access.use()) {
                SftpChannel channel = access.channel();
                FileStat own = channel.ask(new SftpPacket(SftpPacket.LSTAT).addText(path)).readAttributes().stat();
                if (own.kind() != FileStat.Kind.LINK) {
                    return null;
                }
                SftpReply name = channel.ask(new SftpPacket(SftpPacket.READLINK).addText(path));
                return name.readInt() == 1 ? name.readText() : null;
            }
        });
    }

    @Override
    public List<FileEntry> list(String folder) throws RemoteException, InterruptedException {
        return noted("ls", folder, () -> {
            try (SftpAccess.Use _ = access.use()) {
                return entries(access.channel(), folder);
            }
        });
    }

    private static List<FileEntry> entries(SftpChannel channel, String folder)
            throws IOException, InterruptedException {
        byte[] handle = channel.ask(new SftpPacket(SftpPacket.OPENDIR).addText(folder)).readBytes();
        List<FileEntry> entries = new ArrayList<>();
        try {
            while (true) {
                SftpReply names = channel.ask(new SftpPacket(SftpPacket.READDIR).addBytes(handle));
                for (int count = names.readInt(); count > 0; count--) {
                    String name = names.readText();
                    names.readBytes();
                    FileStat stat = names.readAttributes().stat();
                    if (!name.equals(".") && !name.equals("..")) {
                        entries.add(new FileEntry(name, stat));
                    }
                }
            }
        } catch (SftpStatus end) {
            if (end.code() != SftpStatus.END) {
                throw end;
            }
            return entries;
        } finally {
            channel.send(new SftpPacket(SftpPacket.CLOSE).addBytes(handle));
        }
    }

    @Override
    public OpenFile open(String path) throws RemoteException, InterruptedException {
        CommandEntry entry = access.started(line("get", path));
        SftpAccess.Use use = access.use();
        try {
            return mapped(path, () -> {
                SftpChannel channel = access.channel();
                return new SftpOpenFile(path, channel, handle(channel, path), access, entry, use);
            });
        } catch (RemoteException | InterruptedException e) {
            use.close();
            access.finished(entry, resultOf(e), 0);
            throw e;
        }
    }

    @Override
    public List<FileBracket> brackets(List<OpenFile> files) throws RemoteException, InterruptedException {
        List<SftpCall[]> calls = new ArrayList<>();
        for (OpenFile file : files) {
            if (!(file instanceof SftpOpenFile open)) {
                throw new IllegalArgumentException("a file of another host: " + file.path());
            }
            calls.add(open.askBracket());
        }
        List<FileBracket> brackets = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            SftpCall[] three = calls.get(i);
            brackets.add(mapped(files.get(i).path(), () -> new FileBracket(three[0].await().readAttributes().stat(),
                    orGone(three[1]), three[2].await().readAttributes().stat())));
        }
        return brackets;
    }

    private static @Nullable FileStat orGone(SftpCall call) throws IOException, InterruptedException {
        try {
            return call.await().readAttributes().stat();
        } catch (SftpStatus status) {
            if (status.code() == SftpStatus.NO_SUCH_FILE) {
                return null;
            }
            throw status;
        }
    }

    @Override
    public InputStream read(String path, long offset) throws RemoteException, InterruptedException {
        CommandEntry entry = access.started(line("get", path) + (offset == 0 ? "" : " # from byte " + offset));
        SftpAccess.Use use = access.use();
        try {
            return mapped(path, () -> {
                SftpChannel channel = access.bulkChannel();
                return new SftpReadAhead(path, channel, handle(channel, path), offset, access, entry, use);
            });
        } catch (RemoteException | InterruptedException e) {
            use.close();
            access.finished(entry, resultOf(e), 0);
            throw e;
        }
    }

    @Override
    public void writeAtomically(String path, byte[] content, byte @Nullable [] expected)
            throws RemoteException, InterruptedException {
        noted("put", path, () -> {
            try (SftpAccess.Use _ = access.use()) {
                new SftpWriter(access.channel(), path).write(content, expected);
                return content.length;
            }
        });
    }

    @Override
    public void remove(String path) throws RemoteException, InterruptedException {
        noted("rm", path, () -> {
            try (SftpAccess.Use _ = access.use()) {
                access.channel().ask(new SftpPacket(SftpPacket.REMOVE).addText(path));
                return path;
            }
        });
    }

    static byte[] handle(SftpChannel channel, String path) throws IOException, InterruptedException {
        return channel.ask(new SftpPacket(SftpPacket.OPEN).addText(path).addInt(SftpPacket.OPEN_READ).addInt(0))
                .readBytes();
    }

    private <T> T noted(String verb, String path, FileWork<T> work) throws RemoteException, InterruptedException {
        CommandEntry entry = access.started(line(verb, path));
        String result = "lost";
        try {
            T value = mapped(path, work);
            result = "0";
            return value;
        } catch (RemoteException | InterruptedException e) {
            result = resultOf(e);
            throw e;
        } finally {
            access.finished(entry, result, 0);
        }
    }

    private static String line(String verb, String path) {
        return "sftp " + verb + " -- " + ShellQuoting.quote(path);
    }

    private static String resultOf(Exception e) {
        return "lost: " + (e instanceof RemoteException remote ? remote.kind().toString() : "cancelled");
    }

    /** Does something with a file; what goes wrong is told about its path. */
    static <T extends @Nullable Object> T mapped(String path, FileWork<T> work)
            throws RemoteException, InterruptedException {
        try {
            return work.run();
        } catch (RemoteException e) {
            throw e;
        } catch (SftpStatus e) {
            throw switch (e.code()) {
                case SftpStatus.NO_SUCH_FILE -> new RemoteException(Kind.NO_SUCH_FILE,
                        Message.of("ssh.error.no-such-file", path), e);
                case SftpStatus.PERMISSION_DENIED -> new RemoteException(Kind.PERMISSION,
                        Message.of("ssh.error.permission", path), e);
                case SftpStatus.NO_SPACE, SftpStatus.QUOTA -> new RemoteException(Kind.DISK_FULL,
                        Message.of("ssh.error.disk-full", path), e);
                case SftpStatus.UNSUPPORTED -> new RemoteException(Kind.UNSUPPORTED,
                        Message.of("ssh.error.sftp-unsupported", path), e);
                default -> new RemoteException(Kind.PROTOCOL,
                        Message.of("ssh.error.file", path, String.valueOf(e.getMessage())), e);
            };
        } catch (IOException e) {
            throw new RemoteException(Kind.PROTOCOL,
                    Message.of("ssh.error.file", path, String.valueOf(e.getMessage())), e);
        }
    }

    interface FileWork<T extends @Nullable Object> {
        T run() throws IOException, InterruptedException;
    }
}
