package fr.touchweb.console.core.binlog.model;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary logs of a server, oldest first.
 *
 * @param gaps numbers that are missing between files
 * @param none why there are no files, null when there are: no HA, no binlog (G30), or no right to look
 */
public record BinlogListing(List<BinlogFile> files, List<NumberGap> gaps, @Nullable Message none) {
    /**
     * Missing numbers.
     *
     * @param base name before the number
     * @param from first missing number
     * @param to last missing number
     */
    public record NumberGap(String base, long from, long to) {}

    public BinlogListing {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
    }

    /**
     * Files that can hold what happened in a range: those whose span meets it and one more on each side, because a long
     * transaction stands in the file of its commit. Files of which no span is known are among them.
     */
    public List<BinlogFile> covering(Instant from, Instant to) {
        boolean[] chosen = new boolean[files.size()];
        for (int i = 0; i < files.size(); i++) {
            BinlogFile file = files.get(i);
            Instant first = file.first();
            Instant last = file.last();
            chosen[i] = (first == null || !first.isAfter(to)) && (last == null || !last.isBefore(from));
        }
        List<BinlogFile> covering = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            boolean beside = i > 0 && chosen[i - 1] || i + 1 < files.size() && chosen[i + 1];
            if (chosen[i] || beside) {
                covering.add(files.get(i));
            }
        }
        return covering;
    }
}
