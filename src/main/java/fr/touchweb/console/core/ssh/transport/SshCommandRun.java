package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.LastBytes;
import fr.touchweb.console.core.ssh.OutputCollector;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of a command that ends by itself, with both its streams read all the time (reference ssh, rules 14 to 16). */
final class SshCommandRun {
    private static final long LOOK_MILLIS = 200;
    /** A daemon that the command left behind may hold its streams open for ever. */
    private static final long AFTER_EXIT_MILLIS = 2_000;
    private static final long JOIN_MILLIS = 3_000;

    private final String host;
    private final Command command;
    private final Killer killer;
    private final SshSession session;
    private final MarkedInput stdout;
    private final MarkedInput stderr;
    private final OutputCollector out;
    private final LastBytes err = new LastBytes(LastBytes.STDERR);
    private final CountDownLatch read = new CountDownLatch(2);

    /** Ends a process group on the machine. */
    interface Killer {
        void kill(long leader) throws RemoteException, InterruptedException;
    }

    SshCommandRun(String host, Command command, SshSession session, String marker, Killer killer) {
        this.killer = killer;
        this.host = host;
        this.command = command;
        this.session = session;
        this.stdout = new MarkedInput(session.stdout(), marker);
        this.stderr = new MarkedInput(session.stderr(), marker);
        this.out = new OutputCollector(command.outputLimit());
    }

    OutputCollector out() {
        return out;
    }

    LastBytes err() {
        return err;
    }

    /** Reads to the end, at most for the command's limit. */
    Exit finish() throws RemoteException, InterruptedException {
        Thread.ofVirtual().name("ssh-stdout").start(() -> drain(() -> out.drain(stdout)));
        Thread.ofVirtual().name("ssh-stderr").start(() -> drain(() -> drainInto(stderr, err)));
        Thread.ofVirtual().name("ssh-stdin").start(this::writeInput);
        boolean ended = false;
        try {
            awaitEnd();
            Exit exit = exit();
            ended = true;
            requireShell(exit);
            return exit;
        } finally {
            if (ended) {
                session.close();
            } else {
                stop();
            }
        }
    }

    private void awaitEnd() throws RemoteException, InterruptedException {
        long deadline = System.nanoTime() + command.limit().toNanos();
        long exited = 0;
        while (!read.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (session.exitStatus() != null || session.exitSignal() != null) {
                exited = exited == 0 ? now : exited;
                if (now - exited > TimeUnit.MILLISECONDS.toNanos(AFTER_EXIT_MILLIS)) {
                    return;
                }
            } else if (now > deadline) {
                throw new RemoteException(Kind.TIMEOUT, Message.of("ssh.error.command-limit",
                        command.argv().getFirst(), command.limit().toSeconds()), null);
            }
        }
    }

    private Exit exit() throws RemoteException {
        try {
            if (session.exitStatus() == null && session.exitSignal() == null) {
                session.join(JOIN_MILLIS);
            }
        } catch (IOException e) {
            throw SshErrors.standing(host, e);
        }
        return exitOf(session);
    }

    static Exit exitOf(SshSession session) {
        String signal = session.exitSignal();
        Integer status = session.exitStatus();
        if (signal != null) {
            return new Exit.Killed(signal);
        }
        return status == null ? new Exit.Lost("no exit was told") : new Exit.Code(status);
    }

    /** Without a start marker no shell ran the command: a forced command, nologin, or files only. */
    private void requireShell(Exit exit) throws RemoteException {
        if (stdout.started() || exit instanceof Exit.Killed) {
            return;
        }
        if (exit instanceof Exit.Lost) {
            throw new RemoteException(Kind.LOST, Message.of("ssh.error.lost", host), null);
        }
        String words = stdout.noise().isBlank() ? stderr.noise() : stdout.noise();
        throw new RemoteException(Kind.UNSUPPORTED,
                Message.of("ssh.error.no-shell", host, words.strip().lines().findFirst().orElse("–")), null);
    }

    private void writeInput() {
        try (OutputStream stdin = session.stdin()) {
            stdin.write(command.stdin());
            stdin.flush();
        } catch (IOException e) {
            SshErrors.quiet("a command that does not read its input", e);
        }
    }

    private interface Draining {
        void run() throws IOException;
    }

    private void drain(Draining work) {
        try {
            work.run();
        } catch (IOException e) {
            SshErrors.quiet("a stream that ended with its connection", e);
        } finally {
            read.countDown();
        }
    }

    static void drainInto(InputStream stream, LastBytes into) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            into.add(buffer, 0, n);
        }
    }

    /** Ends what still runs there, in the background. A signal over the channel is refused to root and forced commands. */
    private void stop() {
        Thread.ofVirtual().name("ssh-stop").start(() -> {
            try {
                if (stdout.leader() > 1) {
                    killer.kill(stdout.leader());
                }
            } catch (RemoteException e) {
                SshErrors.quiet("stop of a command on " + host, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                session.close();
            }
        });
    }
}
