package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.ShellFiles;
import fr.touchweb.console.core.text.Message;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log files of a machine by the best way that the account has: by handle over SFTP, what it may not read as root where
 * {@code sudo -n} lets it, and over commands where there is no SFTP. For reading alone.
 */
public final class LogFiles implements RemoteFiles {
    private final RemoteFiles own;
    private final boolean polled;
    private final @Nullable RemoteFiles root;
    private volatile long answered = System.nanoTime();
    private boolean rootWorks;
    private boolean rootRefused;

    private LogFiles(RemoteFiles own, boolean polled, @Nullable RemoteFiles root) {
        this.own = own;
        this.polled = polled;
        this.root = root;
    }

    /** The way to the files of a machine, as its account is now. */
    public static LogFiles of(RemoteHost host) throws RemoteException, InterruptedException {
        Capabilities account = host.capabilities();
        if (!account.sftp() && account.shell()) {
            return new LogFiles(new ShellFiles(host), true, null);
        }
        boolean sudo = account.shell() && account.has("sudo") && !"root".equals(account.user());
        return new LogFiles(host.files(), false, sudo ? host.rootFiles() : null);
    }

    /** When the machine last answered, as {@link System#nanoTime} tells. Safe on any thread. */
    long answered() {
        return answered;
    }

    private <T extends @Nullable Object> T heard(T answer) {
        answered = System.nanoTime();
        return answer;
    }

    /** A file and who reads it. */
    private record Opened(LogFiles files, OpenFile file, boolean asRoot) implements OpenFile {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public FileStat stat() throws RemoteException, InterruptedException {
            return files.heard(file.stat());
        }

        @Override
        public int read(long offset, byte[] buffer, int start, int length)
                throws RemoteException, InterruptedException {
            return files.heard(file.read(offset, buffer, start, length));
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private interface Work<T extends @Nullable Object> {
        T with(RemoteFiles files) throws RemoteException, InterruptedException;
    }

    /** As the account, and as root what the account may not. */
    private <T extends @Nullable Object> T asEither(Work<T> work) throws RemoteException, InterruptedException {
        try {
            return heard(work.with(own));
        } catch (RemoteException e) {
            RemoteFiles other = root;
            if (e.kind() != Kind.PERMISSION || other == null || rootRefused) {
                throw e;
            }
            try {
                T result = heard(work.with(other));
                rootWorks = true;
                return result;
            } catch (RemoteException refused) {
                if (refused.kind() != Kind.PERMISSION && refused.kind() != Kind.UNSUPPORTED) {
                    throw refused;
                }
                // Asked once: each try stands in the machine's own log as a refusal of sudo.
                rootRefused = !rootWorks;
                throw e;
            }
        }
    }

    /** Whether files are read by name over commands, so that a handle does not outlive a removal. */
    boolean polled() {
        return polled;
    }

    /** How a file that was opened here is read. */
    public Way wayOf(OpenFile file) {
        return polled ? Way.POLLED : file instanceof Opened opened && opened.asRoot() ? Way.ROOT : Way.HANDLE;
    }

    @Override
    public FileStat stat(String path) throws RemoteException, InterruptedException {
        return asEither(files -> files.stat(path));
    }

    @Override
    public @Nullable String readLink(String path) throws RemoteException, InterruptedException {
        return asEither(files -> files.readLink(path));
    }

    @Override
    public List<FileEntry> list(String folder) throws RemoteException, InterruptedException {
        return asEither(files -> files.list(folder));
    }

    @Override
    public OpenFile open(String path) throws RemoteException, InterruptedException {
        return asEither(files -> new Opened(this, files.open(path), files != own));
    }

    @Override
    public List<FileBracket> brackets(List<OpenFile> files) throws RemoteException, InterruptedException {
        FileBracket[] all = new FileBracket[files.size()];
        Arrays.fill(all, FileBracket.GONE);
        measure(own, files, false, all);
        RemoteFiles other = root;
        if (other != null) {
            measure(other, files, true, all);
        }
        return heard(Arrays.asList(all));
    }

    private static void measure(RemoteFiles by, List<OpenFile> files, boolean asRoot, FileBracket[] into)
            throws RemoteException, InterruptedException {
        List<OpenFile> mine = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i) instanceof Opened opened && opened.asRoot() == asRoot) {
                mine.add(opened.file());
                places.add(i);
            }
        }
        if (!mine.isEmpty()) {
            List<FileBracket> measured = by.brackets(mine);
            for (int i = 0; i < mine.size(); i++) {
                into[places.get(i)] = measured.get(i);
            }
        }
    }

    @Override
    public InputStream read(String path, long offset) throws RemoteException, InterruptedException {
        return new FilterInputStream(asEither(files -> files.read(path, offset))) {
            @Override
            public int read() throws IOException {
                return heard(super.read());
            }

            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                return heard(super.read(into, start, length));
            }
        };
    }

    @Override
    public void writeAtomically(String path, byte[] content, byte @Nullable [] expected) throws RemoteException {
        throw new RemoteException(Kind.UNSUPPORTED, Message.of("logs.readOnly", path), null);
    }

    @Override
    public void remove(String path) throws RemoteException {
        throw new RemoteException(Kind.UNSUPPORTED, Message.of("logs.readOnly", path), null);
    }
}
