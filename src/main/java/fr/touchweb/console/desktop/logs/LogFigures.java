package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.policy.LogViewPolicy;
import fr.touchweb.console.core.policy.Policy;

/**
 * The figures that the page goes by.
 *
 * @param searchThereBytes size from which on a log is searched on its server, where that sends less than reading it
 * @param lineBytes a longer line is cut there
 * @param resumeBytes that are read to go on where reading stopped in an earlier run
 */
public record LogFigures(LogViewPolicy view, long searchThereBytes, int lineBytes, long resumeBytes) {
    public static LogFigures of(Policy policy) {
        return new LogFigures(policy.logView(), policy.follow().searchThereBytes(), policy.follow().lineBytes(),
                policy.follow().resumeBytes());
    }
}
