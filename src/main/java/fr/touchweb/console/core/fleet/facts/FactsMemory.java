package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last probe of each server, one file each in the state folder, so that the next start shows something old and says how
 * old. Thread-safe for different servers.
 */
public final class FactsMemory {
    private final Path folder;
    private final StrictJson json = new StrictJson();

    /** What stands in a file; times are ISO 8601. */
    private record Remembered(int version, String server, String at, @Nullable Boolean jail,
            @Nullable String clockOffset, @Nullable String zone, boolean filesOnly, String mark, String text) {}

    /**
     * @param state state folder of the console
     */
    public FactsMemory(Path state) {
        this.folder = state.resolve("facts");
    }

    public void remember(String server, ProbeOutput output) throws IOException {
        Remembered value = new Remembered(1, server, output.at().toString(), output.jail(),
                output.clockOffset() == null ? null : output.clockOffset().toString(), output.zone(),
                output.filesOnly(), output.mark(), ownLines(output));
        AtomicFile.write(file(server), json.mapper().writeValueAsBytes(value));
    }

    /** Banners and other noise are not worth keeping. */
    private static String ownLines(ProbeOutput output) {
        StringBuilder text = new StringBuilder();
        output.text().lines().filter(line -> line.startsWith(output.mark() + "|"))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The last probe of a server, if it was remembered and can be read. */
    public Optional<Facts> recall(String server) throws IOException {
        Path file = file(server);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Remembered value = json.read(file.toString(), Files.readAllBytes(file), Remembered.class);
        if (!value.server().equals(server)) {
            return Optional.empty();
        }
        try {
            return Optional.of(FactsParser.parse(new ProbeOutput(Instant.parse(value.at()), value.jail(),
                    value.clockOffset() == null ? null : Duration.parse(value.clockOffset()), value.zone(),
                    value.filesOnly(), value.mark(), value.text())));
        } catch (DateTimeException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** All that is remembered, by server. A file that cannot be read is as good as none: its server is probed again. */
    public Map<String, Facts> recallAll() throws IOException {
        Map<String, Facts> all = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString();
                String server = name.substring(0, name.length() - ".json".length());
                try {
                    recall(server).ifPresent(facts -> all.put(server, facts));
                } catch (DocumentException e) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return all;
    }

    private Path file(String server) {
        return folder.resolve(server + ".json");
    }
}
