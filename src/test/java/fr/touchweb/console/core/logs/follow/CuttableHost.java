package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.text.Message;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** This machine, with a line that can be cut: handles of before the cut are dead for ever, as over SSH. */
final class CuttableHost implements RemoteHost {
    private static final Capabilities NO_SHELL = new Capabilities(false, true, true, null, Set.of(), null, null, null,
            null);

    private final LocalHost host = new LocalHost("local", new CommandJournal(Clock.systemUTC()));
    private volatile int line;
    private volatile boolean down;
    private volatile int readsUntilCut = -1;
    private volatile boolean filesOnly;
    private volatile boolean linksUnread;
    private volatile String closed = "";

    void cut() {
        line++;
        down = true;
    }

    void mend() {
        down = false;
    }

    /** The account runs no command, and so tells no zone. */
    void filesOnly() {
        filesOnly = true;
    }

    /** The server has no word for where a link leads. */
    void linksUnread() {
        linksUnread = true;
    }

    /** The account may not read a folder. */
    void closed(String path) {
        closed = path;
    }

    /** The line is cut at the n-th read from now. */
    void cutAtRead(int reads) {
        readsUntilCut = reads;
    }

    private void alive(int of) throws RemoteException {
        if (down || of != line) {
            throw new RemoteException(Kind.LOST, Message.of("logs.readFailed", "cut"), null);
        }
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public CommandResult run(Command command) throws RemoteException, InterruptedException {
        return host.run(command);
    }

    @Override
    public RemoteProcess start(Command command) throws RemoteException, InterruptedException {
        return host.start(command);
    }

    @Override
    public Capabilities capabilities() throws RemoteException, InterruptedException {
        return filesOnly ? NO_SHELL : host.capabilities();
    }

    @Override
    public RemoteFiles files() throws RemoteException, InterruptedException {
        alive(line);
        return new Files(host.files(), line);
    }

    private final class Files implements RemoteFiles {
        private final RemoteFiles files;
        private final int of;

        Files(RemoteFiles files, int of) {
            this.files = files;
            this.of = of;
        }

        @Override
        public FileStat stat(String path) throws RemoteException, InterruptedException {
            alive(of);
            return files.stat(path);
        }

        @Override
        public @Nullable String readLink(String path)
                throws RemoteException, InterruptedException {
            alive(of);
            if (linksUnread && files.readLink(path) != null) {
                throw new RemoteException(Kind.UNSUPPORTED, Message.of("ssh.error.sftp-unsupported", path), null);
            }
            return files.readLink(path);
        }

        @Override
        public List<FileEntry> list(String folder) throws RemoteException, InterruptedException {
            alive(of);
            if (folder.equals(closed)) {
                throw new RemoteException(Kind.PERMISSION, Message.of("ssh.error.permission", folder), null);
            }
            return files.list(folder);
        }

        @Override
        public OpenFile open(String path) throws RemoteException, InterruptedException {
            alive(of);
            return new Open(files.open(path), of);
        }

        @Override
        public List<FileBracket> brackets(List<OpenFile> open) throws RemoteException, InterruptedException {
            for (OpenFile file : open) {
                alive(((Open) file).of);
            }
            return files.brackets(open.stream().map(f -> ((Open) f).file).toList());
        }

        @Override
        public InputStream read(String path, long offset) throws RemoteException, InterruptedException {
            alive(of);
            return files.read(path, offset);
        }

        @Override
        public void writeAtomically(String path, byte[] content, byte @Nullable [] expected)
                throws RemoteException, InterruptedException {
            files.writeAtomically(path, content, expected);
        }

        @Override
        public void remove(String path) throws RemoteException, InterruptedException {
            files.remove(path);
        }
    }

    private final class Open implements OpenFile {
        private final OpenFile file;
        private final int of;

        Open(OpenFile file, int of) {
            this.file = file;
            this.of = of;
        }

        @Override
        public String path() {
            return file.path();
        }

        @Override
        public FileStat stat() throws RemoteException, InterruptedException {
            alive(of);
            return file.stat();
        }

        @Override
        public int read(long offset, byte[] buffer, int start, int length)
                throws RemoteException, InterruptedException {
            if (readsUntilCut >= 0 && readsUntilCut-- == 0) {
                cut();
            }
            alive(of);
            return file.read(offset, buffer, start, length);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
