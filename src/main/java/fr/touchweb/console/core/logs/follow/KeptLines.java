package fr.touchweb.console.core.logs.follow;

import java.io.IOException;
import java.util.List;

/** Lines of logs that an earlier run kept. Safe on any thread. */
public interface KeptLines {
    /** Nothing is kept. */
    KeptLines NONE = new KeptLines() {
        @Override
        public List<SourceKey> of(String server) {
            return List.of();
        }

        @Override
        public boolean restore(SourceKey source) {
            return false;
        }
    };

    /** The logs of a machine of which lines are kept. */
    List<SourceKey> of(String server) throws IOException;

    /** Shows the lines of a log, before any that comes now; whether there are any. Once for each log. */
    boolean restore(SourceKey source) throws IOException;
}
