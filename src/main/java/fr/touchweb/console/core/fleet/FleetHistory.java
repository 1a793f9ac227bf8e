package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.journal.ChangeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who changed which entries of a fleet when, for everybody who shares it: JSON Lines beside the documents, the newest
 * last. It names entries, never what stands in them.
 */
final class FleetHistory {
    /** A hand that writes at the same time is waited for this often. */
    private static final int TRIES = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final FleetFiles files;
    private final FleetReader reader;
    private final int most;

    /** @param most lines that are kept */
    FleetHistory(FleetFiles files, FleetReader reader, int most) {
        this.files = files;
        this.reader = reader;
        this.most = most;
    }

    private String name() {
        return files.first().replaceFirst("(?i)\\.json$", "") + ".history.jsonl";
    }

    /** All lines, oldest first; one that cannot be read is told as it stands. */
    List<FleetChange> all() throws IOException, InterruptedException {
        List<FleetChange> all = new ArrayList<>();
        for (String line : lines(bytes())) {
            all.add(read(line));
        }
        return all;
    }

    /** Adds a line for a change that was written. */
    void add(ChangeEntry entry) throws IOException, InterruptedException {
        ObjectNode line = JSON.createObjectNode().put("time", entry.time().toString()).put("person", entry.person())
                .put("machine", entry.machine());
        line.set("change", JSON.readTree(entry.detail()));
        for (int attempt = 1;; attempt++) {
            byte[] before = bytes();
            List<String> lines = new ArrayList<>(lines(before));
            lines.add(line.toString());
            List<String> kept = lines.subList(Math.max(0, lines.size() - most), lines.size());
            byte[] after = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                files.write(name(), after, before);
                return;
            } catch (ChangedElsewhereException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private byte @Nullable [] bytes() throws IOException, InterruptedException {
        return files.stamp(name()) == null ? null : files.read(name(), reader);
    }

    private static List<String> lines(byte @Nullable [] bytes) {
        return bytes == null
                ? List.of()
                : new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    }

    private static FleetChange read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new FleetChange(json.path("time").asText(), json.path("person").asText(),
                    json.path("machine").asText(), json.path("change").toString());
        } catch (JsonProcessingException e) {
            return new FleetChange("?", "?", "?", JSON.getNodeFactory().textNode(line).toString());
        }
    }
}
