package fr.touchweb.console.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.supply.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A list of known vulnerabilities in the Open Source Vulnerability format (OSV schema 1.x): a ZIP of JSON documents, as
 * osv.dev gives it away for each ecosystem. Ranges are evaluated as the schema says, versions ordered as Maven does.
 */
public final class KnownVulnerabilities {
    private static final String ECOSYSTEM = "Maven";

    private final Map<String, List<Entry>> byLibrary = new HashMap<>();
    private int documents;

    private record Entry(String id, String summary, JsonNode affected) {}

    /** One of the libraries is affected. */
    public record Finding(String id, Library library, String summary) {}

    /** @throws IOException also when nothing in the file is about Maven: it is another list then */
    public static KnownVulnerabilities read(Path zip) throws IOException {
        KnownVulnerabilities known = new KnownVulnerabilities();
        JsonMapper json = new JsonMapper();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".json")) {
                    known.add(json.readTree(file.getInputStream(entry)));
                }
            }
        }
        if (known.documents == 0) {
            throw new IOException(zip + " holds no vulnerability of " + ECOSYSTEM);
        }
        return known;
    }

    private void add(JsonNode document) {
        if (document.has("withdrawn")) {
            return;
        }
        for (JsonNode affected : document.path("affected")) {
            JsonNode library = affected.path("package");
            if (library.path("ecosystem").asText().split(":", 2)[0].equals(ECOSYSTEM)) {
                documents++;
                byLibrary.computeIfAbsent(library.path("name").asText(), name -> new ArrayList<>())
                        .add(new Entry(document.path("id").asText(), document.path("summary").asText(), affected));
            }
        }
    }

    /** How many statements about a library the list makes. */
    public int size() {
        return documents;
    }

    /** What is known of these libraries at their versions. */
    public List<Finding> of(List<Library> libraries) {
        List<Finding> found = new ArrayList<>();
        for (Library library : libraries) {
            for (Entry entry : byLibrary.getOrDefault(library.name(), List.of())) {
                if (affects(entry.affected(), library.version())) {
                    found.add(new Finding(entry.id(), library, entry.summary()));
                }
            }
        }
        return found;
    }

    private static boolean affects(JsonNode affected, String version) {
        return StreamSupport.stream(affected.path("versions").spliterator(), false)
                .anyMatch(named -> named.asText().equals(version))
                || StreamSupport.stream(affected.path("ranges").spliterator(), false)
                        .filter(range -> range.path("type").asText().equals("ECOSYSTEM"))
                        .anyMatch(range -> covers(range.path("events"), version));
    }

    /** Events in the order of their versions switch the range on and off; the last one before the version counts. */
    private static boolean covers(JsonNode events, String version) {
        ComparableVersion asked = new ComparableVersion(version);
        List<Map.Entry<String, String>> sorted = new ArrayList<>();
        events.forEach(event -> event.properties()
                .forEach(field -> sorted.add(Map.entry(field.getKey(), field.getValue().asText()))));
        sorted.sort(Comparator.comparing(event -> event.getValue().equals("0")
                ? new ComparableVersion("")
                : new ComparableVersion(event.getValue())));
        boolean covered = false;
        for (Map.Entry<String, String> event : sorted) {
            int order = event.getValue().equals("0") ? 1 : asked.compareTo(new ComparableVersion(event.getValue()));
            switch (event.getKey()) {
                case "introduced" -> covered |= order >= 0;
                case "fixed", "limit" -> covered &= order < 0;
                case "last_affected" -> covered &= order <= 0;
                default -> throw new IllegalArgumentException("no event of the schema: " + event);
            }
        }
        return covered;
    }
}
