package fr.touchweb.console.core.ssh.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs what may write to the connection on a thread that nobody interrupts: the JDK closes the socket of a virtual thread
 * that is interrupted inside a write, and with it every channel of the connection (reference ssh 2.6).
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * The work's result. The caller may be interrupted; the work then goes on, and what it makes is given back.
     *
     * @param unwanted gets a result that came after the caller had gone
     */
    static <T> T call(Callable<T> work, long limitMillis, Consumer<T> unwanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().name("ssh-request").start(() -> {
            try {
                T value = work.call();
                if (!result.complete(value)) {
                    unwanted.accept(value);
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            if (!result.cancel(false) && result.isDone() && !result.isCompletedExceptionally()) {
                unwanted.accept(result.join());
            }
            throw e;
        }
    }
}
