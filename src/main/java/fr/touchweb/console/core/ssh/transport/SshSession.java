package fr.touchweb.console.core.ssh.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/**
 * A session channel. It is closed in the background, and its place on the connection is free again when the server has
 * closed it too: a channel whose program still runs keeps its place there (reference ssh 2.4).
 */
final class SshSession {
    private final SessionChannel session;
    private final SshLink link;
    private final AtomicBoolean closed = new AtomicBoolean();

    SshSession(SessionChannel session, SshLink link) {
        this.session = session;
        this.link = link;
    }

    SshLink link() {
        return link;
    }

    /** Starts a command line; call it through {@link SshLink#request}. */
    void exec(String line) throws IOException {
        session.exec(line);
    }

    /** Starts a subsystem; call it through {@link SshLink#request}. */
    void subsystem(String name) throws IOException {
        session.startSubsystem(name);
    }

    InputStream stdout() {
        return session.getInputStream();
    }

    InputStream stderr() {
        return session.getErrorStream();
    }

    OutputStream stdin() {
        return session.getOutputStream();
    }

    @Nullable
    Integer exitStatus() {
        return session.getExitStatus();
    }

    @Nullable
    String exitSignal() {
        Signal signal = session.getExitSignal();
        return signal == null ? null : signal.toString();
    }

    /** Waits until the server has closed the channel; only then its exit is known for certain. */
    void join(long millis) throws IOException {
        session.join(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for it without a limit; ends with the connection at the latest. */
    void join() throws IOException {
        session.join();
    }

    /** Returns at once; idempotent. */
    void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Thread.ofVirtual().name("ssh-channel-close").start(() -> {
            try {
                session.close();
            } catch (IOException e) {
                SshErrors.quiet("a channel that the server keeps open", e);
                joinQuietly();
            } finally {
                link.giveBack();
            }
        });
    }

    private void joinQuietly() {
        try {
            session.join();
        } catch (IOException e) {
            SshErrors.quiet("a channel that ended with its connection", e);
        }
    }
}
