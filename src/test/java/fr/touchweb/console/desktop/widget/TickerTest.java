package fr.touchweb.console.desktop.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.FxTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest extends FxTest {
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void restsWhileThereIsNoWorkUntilItIsWoken() throws Exception {
        Ticker ticker = new Ticker(EVERY, FOR_EVER, () -> {
            boolean due = wanted.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            asked.incrementAndGet();
            return due;
        }, done::incrementAndGet);
        ticker.wake();
        assertEquals(0, asked.get(), "it does not run yet");
        ticker.start();
        Await.until("the first look", () -> asked.get() == 1);
        wanted.set(3);
        assertEquals(0, done.get(), "it rests");
        Await.until("work, turn after turn, once it was woken", () -> {
            ticker.wake();
            return done.get() > 0 && wanted.get() == 0;
        });
        fxRun(ticker::stop);
        int before = done.get();
        wanted.set(1);
        ticker.wake();
        fxRun(() -> assertEquals(before, done.get(), "it has ended"));
    }
}
