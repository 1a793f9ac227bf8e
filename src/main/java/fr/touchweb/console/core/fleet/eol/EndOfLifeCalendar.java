package fr.touchweb.console.core.fleet.eol;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.fleet.facts.Versions;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates of end of life: those of endoflife.date as bundled, rules for what it does not hold, and the person's own
 * {@code eol-overrides.json} in the settings folder, which wins. Immutable.
 */
public final class EndOfLifeCalendar {
    private static final String OWN = "eol-overrides.json";

    private final Map<String, List<Cycle>> cycles;
    private final LocalDate date;
    private final String source;

    private EndOfLifeCalendar(Map<String, List<Cycle>> cycles, LocalDate date, String source) {
        this.cycles = cycles;
        this.date = date;
        this.source = source;
    }

    /**
     * Reads what is bundled and what the person added.
     *
     * @throws DocumentException when the person's own file does not hold
     */
    public static EndOfLifeCalendar load(Path settings) throws IOException {
        return read(settings.resolve(OWN));
    }

    /** What is bundled alone. */
    public static EndOfLifeCalendar bundled() throws IOException {
        return read(null);
    }

    private static EndOfLifeCalendar read(@Nullable Path own) throws IOException {
        StrictJson json = new StrictJson();
        JsonNode bundled = json.read("end-of-life.json", resource("/eol/end-of-life.json"), JsonNode.class);
        Map<String, List<Cycle>> cycles = new HashMap<>();
        add(cycles, "end-of-life.json", bundled, null);
        add(cycles, "overrides.json", json.read("overrides.json", resource("/eol/overrides.json"), JsonNode.class),
                null);
        if (own != null && Files.exists(own)) {
            byte[] bytes = Files.readAllBytes(own);
            add(cycles, own.toString(), json.read(own.toString(), bytes, JsonNode.class), JsonLines.of(bytes));
        }
        return new EndOfLifeCalendar(cycles, LocalDate.parse(bundled.path("committed").asText()),
                bundled.path("source").asText());
    }

    /** Day of the bundled data. */
    public LocalDate date() {
        return date;
    }

    public String source() {
        return source;
    }

    /** Whether the data is too old to be relied on. */
    public boolean isOld(LocalDate today, int maxAgeDays) {
        return date.plusDays(maxAgeDays).isBefore(today);
    }

    /** The release line that a version belongs to. */
    public Optional<Cycle> find(String product, String version) {
        return cycles.getOrDefault(product, List.of()).stream()
                .filter(cycle -> Versions.truncate(version, Versions.length(cycle.version())).equals(cycle.version()))
                .max((a, b) -> Integer.compare(Versions.length(a.version()), Versions.length(b.version())));
    }

    private static void add(Map<String, List<Cycle>> cycles, String document, JsonNode whole,
            @Nullable JsonLines lines) throws DocumentException {
        if (lines != null && whole.path("version").asInt() != 1) {
            throw wrong(document, "version", lines, "");
        }
        for (Map.Entry<String, JsonNode> product : whole.path("products").properties()) {
            JsonNode about = product.getValue();
            // MySQL's calendar calls the long end "eol" and the ordinary one "eoas".
            boolean extendedFirst = about.path("eolColumn").asText().startsWith("Extended");
            List<Cycle> list = new ArrayList<>(cycles.getOrDefault(product.getKey(), List.of()));
            int index = 0;
            for (JsonNode release : about.path("releases")) {
                String place = "products." + product.getKey() + ".releases[" + index++ + "]";
                String version = release.path("releaseCycle").asText();
                if (version.isEmpty()) {
                    throw wrong(document, place + ".releaseCycle", lines, "");
                }
                End eol = end(document, place + ".eol", release.path("eol"), lines);
                End other = end(document, place + (extendedFirst ? ".eoas" : ".eoes"),
                        release.path(extendedFirst ? "eoas" : "eoes"), lines);
                Cycle cycle = extendedFirst
                        ? new Cycle(product.getKey(), version, other, eol, false)
                        : new Cycle(product.getKey(), version, eol, other, about.path("indicative").asBoolean());
                list.removeIf(old -> old.version().equals(version));
                list.add(cycle);
            }
            cycles.put(product.getKey(), List.copyOf(list));
        }
    }

    private static @Nullable End end(String document, String place, JsonNode value, @Nullable JsonLines lines)
            throws DocumentException {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? new End.Past() : new End.Open();
        }
        try {
            return new End.On(LocalDate.parse(value.asText()));
        } catch (DateTimeException e) {
            throw wrong(document, place, lines, value.asText());
        }
    }

    private static DocumentException wrong(String document, String place, @Nullable JsonLines lines, String value) {
        return new DocumentException(document, place, lines == null ? 0 : lines.line(place),
                Message.of("fleet.eol.badValue", value));
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = EndOfLifeCalendar.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }
}
