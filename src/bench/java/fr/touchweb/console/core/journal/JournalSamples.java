package fr.touchweb.console.core.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Journals for benchmarks: chained as the journal chains, without a flush to the disk after each entry. */
public final class JournalSamples {
    private JournalSamples() {}

    /** Writes so many entries into the place where a journal of that folder stands. */
    public static void write(Path file, int entries) throws IOException {
        String previous = ChangeLine.START;
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 1; i <= entries; i++) {
                ChangeEntry entry = new ChangeEntry(i, start.plusSeconds(20L * i), "jdurand", "poste-7",
                        "acme-web" + i % 400, "whitelist-add", "entry " + Integer.toHexString(i * 0x9E3779B9), "done");
                byte[] line = ChangeLine.write(ChangeLine.CHANGE, entry, previous);
                previous = new String(line, line.length - 66, 64, StandardCharsets.US_ASCII);
                out.write(line);
                out.write('\n');
            }
        }
    }
}
