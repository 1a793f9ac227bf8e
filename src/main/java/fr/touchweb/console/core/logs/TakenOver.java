package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.KeptLines;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes over what is kept of logs; a disk that takes no more ends all reading.
 *
 * @param came hears that lines may have come
 * @param broken hears why the disk takes no more
 */
record TakenOver(KeptTimeline kept, Runnable came, Consumer<IOException> broken) implements KeptLines {
    @Override
    public List<SourceKey> of(String server) throws IOException {
        return kept.of(server);
    }

    @Override
    public List<SourceKey> restore(List<SourceKey> sources) {
        try {
            List<SourceKey> restored = kept.restore(sources);
            came.run();
            return restored;
        } catch (IOException e) {
            broken.accept(e);
            return List.of();
        }
    }
}
