package fr.touchweb.console.core.binlog.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a machine has to read binary logs with, measured once.
 *
 * @param program name or path of mysqlbinlog or mariadb-binlog; null when there is neither
 * @param family whose it is
 * @param version what it says of itself
 * @param options long options that it knows, without dashes, of those that the console uses
 * @param compressor {@code zstd} or {@code gzip}, null for neither
 * @param folder place for private folders; null when none is writable
 * @param freeBytes room there, -1 when not known
 */
public record ReadingTool(@Nullable String program, Family family, String version, Set<String> options,
        @Nullable String compressor, @Nullable String folder, long freeBytes) {
    public ReadingTool {
        options = Set.copyOf(options);
    }

    public boolean knows(String option) {
        return options.contains(option);
    }
}
