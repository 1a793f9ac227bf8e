package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to connect, on a thread of its own: each step has a deadline, which closes the socket. The library has none for
 * the banner, nor any through a jump host (reference ssh 2.2). Time in which a person is asked does not count.
 */
final class ConnectAttempt {
    /** For steps that wait for something that has a deadline of its own. */
    static final int NEVER_MILLIS = 24 * 3600 * 1000;

    private final String where;
    private final SshClock clock;
    private final Consumer<ConnectStep> steps;
    private ConnectStep step = ConnectStep.RESOLVE;
    private long deadline;
    private int limitMillis;
    private int asking;
    private @Nullable Socket socket;
    private @Nullable RemoteException aborted;

    ConnectAttempt(String where, SshClock clock, Consumer<ConnectStep> steps) {
        this.where = where;
        this.clock = clock;
        this.steps = steps;
        limit(NEVER_MILLIS);
    }

    /** Work that connects; reports its steps to the attempt. */
    interface Connecting {
        SshLink connect(ConnectAttempt attempt) throws IOException, InterruptedException;
    }

    /** Runs the work to its end, a deadline or an interruption of the caller. */
    SshLink run(Connecting work) throws RemoteException, InterruptedException {
        CompletableFuture<SshLink> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("ssh-connect").start(() -> {
            try {
                SshLink link = work.connect(this);
                if (!result.complete(link)) {
                    link.close();
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((_, _) -> changed());
        try {
            if (!awaitEnd(result)) {
                abort(SshErrors.timeout(current(), where, null));
                if (current() == ConnectStep.QUEUE || current() == ConnectStep.RESOLVE) {
                    // It waits for something else than the socket; nothing is being written yet.
                    worker.interrupt();
                }
                throw failure(new SocketException("deadline"));
            }
            return result.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            abort(SshErrors.timeout(current(), where, e));
            worker.interrupt();
            throw e;
        } finally {
            if (!result.isDone()) {
                result.cancel(false);
            }
        }
    }

    /** False when a step's deadline passed first. */
    private synchronized boolean awaitEnd(CompletableFuture<SshLink> result) throws InterruptedException {
        while (!result.isDone()) {
            long left = leftMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void changed() {
        notifyAll();
    }

    private synchronized RemoteException failure(Throwable cause) {
        RemoteException known = aborted;
        return known == null ? SshErrors.connecting(step, where, cause) : known;
    }

    synchronized ConnectStep current() {
        return step;
    }

    private synchronized long leftMillis() {
        return asking > 0 ? 1000 : TimeUnit.NANOSECONDS.toMillis(deadline - clock.nanos());
    }

    /** A new step begins, with a deadline of its own. */
    void step(ConnectStep next, int millis) {
        synchronized (this) {
            step = next;
            limit(millis);
            notifyAll();
        }
        steps.accept(next);
    }

    private void limit(int millis) {
        limitMillis = millis;
        deadline = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    synchronized void askingBegins() {
        asking++;
    }

    /** The step's time begins anew. */
    synchronized void askingEnds() {
        asking--;
        limit(limitMillis);
        notifyAll();
    }

    /** What to close when the deadline passes. */
    void uses(Socket value) throws SocketException {
        synchronized (this) {
            if (aborted == null) {
                socket = value;
                return;
            }
        }
        throw new SocketException("given up");
    }

    void abort(RemoteException why) {
        Socket open;
        synchronized (this) {
            if (aborted != null) {
                return;
            }
            aborted = why;
            open = socket;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                SshErrors.quiet("close of " + where, e);
            }
        }
    }
}
