package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks now and then whether someone else changed the documents. */
public final class FleetWatch implements AutoCloseable {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Starts looking.
     *
     * @param pause between two looks
     * @param changed called at every look that finds the documents changed, on a thread of this watch
     * @param failed called when looking itself failed, once until it works again
     * @param over called when what was read may be used no more, once until looking works again
     */
    public FleetWatch(FleetStore store, Duration pause, Runnable changed, Consumer<IOException> failed,
            Consumer<Message> over) {
        Thread.ofVirtual().name("fleet-watch").start(() -> {
            boolean failing = false;
            boolean told = false;
            try {
                while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    try {
                        boolean differs = store.changedElsewhere();
                        failing = false;
                        told = false;
                        if (differs) {
                            changed.run();
                        }
                    } catch (IOException e) {
                        if (!failing) {
                            failed.accept(e);
                        }
                        failing = true;
                        if (!told) {
                            Optional<Message> reason = store.over();
                            told = reason.isPresent();
                            reason.ifPresent(over);
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
