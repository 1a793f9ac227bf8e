package fr.touchweb.console.core.ssh;

import java.io.InputStream;

/** A command that is running on a machine. Safe on any thread. */
public interface RemoteProcess extends AutoCloseable {
    /** Its standard output. Read it; do not close it: {@link #close} ends the process. */
    InputStream stdout();

    /** The last bytes of its standard error, at most 256 KiB, as UTF-8. It is read all the time. */
    String errorText();

    /** Waits for its end. */
    Exit await() throws InterruptedException;

    /** Stops it on the machine, with everything that it started; idempotent, returns at once. */
    @Override
    void close();
}
