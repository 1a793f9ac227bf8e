package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;

/** A place from which requests are made. */
public interface Vantage {
    /** What people call it: this machine, or the name of a server. */
    Message name();

    /**
     * Makes one request. What goes wrong on the way is in the probe, never thrown.
     *
     * @param control cancelling closes the connection at once
     * @throws java.util.concurrent.CancellationException when the person cancelled
     */
    Probe ask(ProbeRequest request, TaskControl control) throws InterruptedException;
}
