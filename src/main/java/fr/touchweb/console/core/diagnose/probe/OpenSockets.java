package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.task.TaskControl;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request holds open; closing it is how a request is cancelled, since that wakes whatever waits. Thread-safe. */
final class OpenSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);

    private final List<Closeable> open = new ArrayList<>();
    private boolean closed;

    static OpenSockets of(TaskControl control) {
        OpenSockets sockets = new OpenSockets();
        control.onCancel(sockets::close);
        return sockets;
    }

    /** Takes charge of a socket; one that comes after the end is closed at once. */
    <T extends Closeable> T keep(T socket) {
        synchronized (open) {
            if (!closed) {
                open.add(socket);
                return socket;
            }
        }
        close(socket);
        return socket;
    }

    void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a socket that is given up", e);
        }
    }

    @Override
    public void close() {
        List<Closeable> all;
        synchronized (open) {
            closed = true;
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(this::close);
    }
}
