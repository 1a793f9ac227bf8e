package fr.touchweb.console.core.diagnose.batch;

import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.task.TaskControl;
import java.util.List;

/** Checks many addresses one after the other, at the rate that the policy allows each site. */
public interface BatchRun {
    /**
     * Follows each row's chain, one request a hop; waits for the network, so it belongs on a task's thread.
     *
     * @return one result a row, in the order of the file
     */
    List<BatchResult> run(List<BatchRow> rows, Vantage from, TaskControl control, BatchListener listener)
            throws InterruptedException;
}
