package fr.touchweb.console.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BackgroundRunnerTest {
    private static final Message TITLE = Message.of("test");

    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();
    private final BackgroundRunner runner = new BackgroundRunner(Runnable::run, lost::complete);

    private <T> Outcome<T> outcome(Task<T> task) throws Exception {
        CompletableFuture<Outcome<T>> end = new CompletableFuture<>();
        runner.start(task, end::complete);
        return end.get(10, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheResult() throws Exception {
        assertEquals(new Outcome.Success<>(7), outcome(Task.of(TITLE, control -> 7)));
    }

    @Test
    void computesOnPlatformThreads() throws Exception {
        assertEquals(new Outcome.Success<>(false),
                outcome(Task.of(TITLE, control -> Thread.currentThread().isVirtual()).computing()));
    }

    @Test
    void tellsTheFailure() throws Exception {
        Outcome<Object> outcome = outcome(Task.of(TITLE, control -> {
            throw new IOException("broken");
        }));
        assertEquals("broken", assertInstanceOf(Outcome.Failure.class, outcome).cause().getMessage());
    }

    @Test
    void anErrorIsNotLostEither() throws Exception {
        Outcome<Object> outcome = outcome(Task.of(TITLE, control -> {
            throw new AssertionError("worse");
        }));
        assertEquals("worse", assertInstanceOf(Outcome.Failure.class, outcome).cause().getMessage());
    }

    @Test
    void whatACallbackThrowsReachesTheSink() throws Exception {
        runner.start(Task.of(TITLE, control -> 1), outcome -> {
            throw new IllegalStateException("callback");
        });
        assertEquals("callback", lost.get(10, TimeUnit.SECONDS).getMessage());
    }

    @Test
    void cancelRunsTheActionAndIsNoFailure() throws Exception {
        CompletableFuture<Outcome<Object>> end = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        RunningTask task = runner.start(Task.of(TITLE, control -> {
            control.onCancel(closed::countDown);
            started.countDown();
            assertTrue(closed.await(10, TimeUnit.SECONDS));
            throw new IOException("socket closed");
        }), end::complete);
        assertTrue(started.await(10, TimeUnit.SECONDS));
        task.cancel();
        assertInstanceOf(Outcome.Cancelled.class, end.get(10, TimeUnit.SECONDS));
        assertTrue(task.isDone());
    }

    @Test
    void whatStartsAfterTheEndIsCancelled() throws Exception {
        runner.close();
        assertEquals(new Outcome.Cancelled<>(), outcome(Task.of(TITLE, control -> 7).computing()));
        assertEquals(new Outcome.Cancelled<>(), outcome(Task.of(TITLE, control -> 7)));
    }
}
