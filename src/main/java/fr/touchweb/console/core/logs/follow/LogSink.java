package fr.touchweb.console.core.logs.follow;

import java.util.List;

/** Takes what following tells, on the thread of the host's follower. While it blocks, that host is not read on. */
@FunctionalInterface
public interface LogSink {
    void accept(List<LogEvent> events);
}
