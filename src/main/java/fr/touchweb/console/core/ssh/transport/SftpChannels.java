package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The SFTP channels of one host, opened when they are needed and again after a loss. */
final class SftpChannels {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final List<String> SERVERS = List.of("/usr/lib/openssh/sftp-server",
            "/usr/libexec/openssh/sftp-server", "/usr/lib/ssh/sftp-server", "/usr/libexec/sftp-server",
            "/usr/lib/sftp-server");

    private final String host;
    private final SshHost.ConnectionSource source;
    private final Slot shared = new Slot();
    private final Slot bulk = new Slot();
    private final Slot root = new Slot();

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable SftpChannel channel;
    }

    SftpChannels(String host, SshHost.ConnectionSource source) {
        this.host = host;
        this.source = source;
    }

    SftpChannel channel() throws RemoteException, InterruptedException {
        return inSlot(shared, () -> open(source.connection().session(), null));
    }

    SftpChannel bulkChannel() throws RemoteException, InterruptedException {
        return inSlot(bulk, () -> open(source.connection().bulkSession(), null));
    }

    SftpChannel rootChannel() throws RemoteException, InterruptedException {
        return inSlot(root, () -> {
            SharedConnection connection = source.connection();
            boolean sudo = !"root".equals(connection.target().user());
            return open(connection.session(), ShellLine.rootSftp(SERVERS, sudo));
        });
    }

    private interface Opening {
        SftpChannel open() throws RemoteException, InterruptedException;
    }

    private static SftpChannel inSlot(Slot slot, Opening opening) throws RemoteException, InterruptedException {
        slot.lock.lockInterruptibly();
        try {
            SftpChannel channel = slot.channel;
            if (channel == null || !channel.isOpen()) {
                channel = opening.open();
                slot.channel = channel;
            }
            return channel;
        } finally {
            slot.lock.unlock();
        }
    }

    /** @param line command that speaks SFTP, null for the server's own subsystem */
    private SftpChannel open(SshSession session, @Nullable String line) throws RemoteException, InterruptedException {
        boolean opened = false;
        try {
            SftpChannel channel = session.link().request(() -> {
                if (line == null) {
                    session.subsystem("sftp");
                } else {
                    session.exec(line);
                }
                drainErrors(session);
                return SftpChannel.open(host, session.stdout(), session.stdin(), ANSWER, session::close);
            }, SftpChannel::close);
            opened = true;
            return channel;
        } catch (RemoteException e) {
            boolean gone = e.kind() == Kind.LOST && session.link().isAlive();
            if (!gone) {
                throw e;
            }
            throw line == null
                    ? new RemoteException(Kind.UNSUPPORTED, Message.of("ssh.error.no-sftp", host), e)
                    : new RemoteException(Kind.PERMISSION, Message.of("ssh.error.no-root-files", host), e);
        } finally {
            if (!opened) {
                session.close();
            }
        }
    }

    private static void drainErrors(SshSession session) {
        Thread.ofVirtual().name("sftp-stderr").start(() -> {
            byte[] buffer = new byte[4096];
            try {
                int n = session.stderr().read(buffer);
                while (n >= 0) {
                    n = session.stderr().read(buffer);
                }
            } catch (IOException e) {
                SshErrors.quiet("standard error of an SFTP server", e);
            }
        });
    }
}
