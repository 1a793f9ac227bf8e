package fr.touchweb.console.desktop;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start has reached, counted from the start of the process: to the log, and to a listener. Any thread. */
public final class Milestones {
    private static final Logger LOG = LoggerFactory.getLogger(Milestones.class);

    private final Consumer<Message> listener;

    /** @param listener hears each one in words */
    public Milestones(Consumer<Message> listener) {
        this.listener = listener;
    }

    /** @param what key of its words */
    void reached(String what) {
        try {
            long millis = ProcessAge.now().toMillis();
            LOG.debug("start: {} after {} ms", what, millis);
            listener.accept(Message.of("shell.start.line", Message.of(what), String.valueOf(millis)));
        } catch (IOException e) {
            LOG.warn("the age of this process is not known", e);
        }
    }
}
