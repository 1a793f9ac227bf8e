package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.util.List;

/** A place from which requests are made. */
public interface Vantage {
    /** What people call it: this machine, or the name of a server. */
    Message name();

    /** What a person should know of requests to an address from here, before any is made. */
    default List<Message> remarks(WebAddress address) {
        return List.of();
    }

    /**
     * Makes one request. What goes wrong on the way is in the probe, never thrown.
     *
     * @param control cancelling closes the connection at once
     * @throws java.util.concurrent.CancellationException when the person cancelled
     */
    Probe ask(ProbeRequest request, TaskControl control) throws InterruptedException;
}
