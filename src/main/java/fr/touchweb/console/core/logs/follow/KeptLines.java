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
        public List<SourceKey> restore(List<SourceKey> sources) {
            return List.of();
        }
    };

    /** The logs of a machine of which lines are kept. */
    List<SourceKey> of(String server) throws IOException;

    /**
     * Shows the lines of logs, before any that comes now. Once for each log.
     *
     * @return those of which there are lines
     */
    List<SourceKey> restore(List<SourceKey> sources) throws IOException;
}
