package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.task.TaskControl;

/**
 * Where a redirect comes from. Every method waits for the network and belongs on a task's thread; cancelling closes the
 * connection at once and ends with a {@link java.util.concurrent.CancellationException}. What fails on the way is in the
 * report, never thrown. Safe on several threads: runs on the same site share its rate limit.
 */
public interface RedirectDiagnosis {
    /**
     * Draws the chain, one request a hop, then measures the hops that the request asks for.
     *
     * @param from where the requests are made
     * @return the last report that the listener heard
     */
    RedirectReport run(RedirectRequest request, Vantage from, TaskControl control, RedirectListener listener)
            throws InterruptedException;

    /**
     * Gives the full set of probes to one more hop of a report, with a budget of its own.
     *
     * @param hop number of the hop
     * @param from where the requests are made: measuring from the server itself leaves the network out
     */
    RedirectReport measure(RedirectReport report, int hop, Vantage from, TaskControl control,
            RedirectListener listener) throws InterruptedException;

    /**
     * Asks a server for proof of one hop: its logs, its layers, its rules, as far as the account may read them.
     *
     * @param hop number of the hop
     * @param from where the request that is looked for in the logs is made
     */
    RedirectReport prove(RedirectReport report, int hop, Vantage from, ServerSide server, TaskControl control,
            RedirectListener listener) throws InterruptedException;
}
