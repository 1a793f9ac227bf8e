package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.task.TaskControl;
import org.jspecify.annotations.Nullable;

/** The guide's three steps for stale content as one run of at most five requests (G44 to G58). */
public interface CacheDiagnosis {
    /**
     * Runs the steps; waits for the network, so it belongs on a task's thread.
     *
     * @param from where the requests are made; the console keeps no cache of its own
     * @param server where the file itself is, null when the person may not look there
     * @return the last report that the listener heard
     */
    CacheReport run(CacheRequest request, Vantage from, @Nullable ServerSide server, TaskControl control,
            CacheListener listener) throws InterruptedException;
}
