package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.Guard;
import fr.touchweb.console.core.ssh.LastBytes;
import fr.touchweb.console.core.ssh.RemoteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command inside the guard. Stopping it: a line to the guard, three seconds, then the channel (rule 13 and 14). */
final class SshProcess implements RemoteProcess {
    private static final long PATIENCE_MILLIS = 3_000;

    private final SshSession session;
    private final MarkedInput stdout;
    private final MarkedInput stderr;
    private final LastBytes error = new LastBytes(LastBytes.STDERR);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Exit exit = new Exit.Lost("not ended");

    /** Hears of the end, once. */
    interface Ended {
        void ended(Exit exit, long bytesOut, long bytesError);
    }

    SshProcess(SshSession session, String marker, Ended listener) {
        this.session = session;
        this.stdout = new MarkedInput(session.stdout(), marker);
        this.stderr = new MarkedInput(session.stderr(), marker);
        Thread.ofVirtual().name("ssh-process").start(() -> {
            String why = "no exit was told";
            try {
                SshCommandRun.drainInto(stderr, error);
                session.join();
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            exit = stopped.get() ? new Exit.Killed("TERM") : exit(why);
            session.close();
            listener.ended(exit, stdout.total(), error.total());
            ended.countDown();
        });
    }

    private Exit exit(String why) {
        return switch (SshCommandRun.exitOf(session)) {
            case Exit.Code(int code) when stdout.started() || stderr.started() -> Exit.ofShell(code);
            case Exit.Code _ -> new Exit.Lost(stdout.noise().isBlank() ? stderr.noise() : stdout.noise());
            case Exit.Lost _ -> new Exit.Lost(why);
            case Exit.Killed killed -> killed;
        };
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public String errorText() {
        return error.text();
    }

    @Override
    public Exit await() throws InterruptedException {
        ended.await();
        return exit;
    }

    @Override
    public void close() {
        if (ended.getCount() == 0 || stopped.getAndSet(true)) {
            return;
        }
        Thread.ofVirtual().name("ssh-stop").start(() -> {
            try {
                OutputStream stdin = session.stdin();
                stdin.write(Guard.STOP);
                stdin.flush();
                session.join(PATIENCE_MILLIS);
            } catch (IOException e) {
                SshErrors.quiet("a command that had ended or does not stop", e);
            } finally {
                session.close();
            }
        });
    }
}
