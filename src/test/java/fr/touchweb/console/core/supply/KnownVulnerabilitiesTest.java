package fr.touchweb.console.core.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.support.KnownVulnerabilities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The libraries that ship against a list of known vulnerabilities, the file that {@code -Dosv=all.zip} names; without it
 * only the reading of such a list is tested.
 */
class KnownVulnerabilitiesTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsKnownOfWhatShips() throws Exception {
        String list = System.getProperty("osv", "");
        assumeTrue(!list.isEmpty(), "no -Dosv=all.zip: known vulnerabilities are not looked for");
        List<Library> libraries = BillOfMaterials.ofProgram().orElseThrow(
                () -> new AssertionError("no bill of materials: Maven writes it online"));
        KnownVulnerabilities known = KnownVulnerabilities.read(Path.of(list));
        System.out.println(libraries.size() + " libraries against " + known.size() + " statements of " + list);
        assertEquals(List.of(), known.of(libraries));
    }

    private KnownVulnerabilities list(String... affected) throws Exception {
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            int number = 0;
            for (String each : affected) {
                out.putNextEntry(new ZipEntry("GHSA-" + ++number + ".json"));
                out.write(each.replace("$ID", "\"schema_version\": \"1.6.0\", \"id\": \"GHSA-" + number
                        + "\", \"summary\": \"made up\"").getBytes(StandardCharsets.UTF_8));
            }
        }
        return KnownVulnerabilities.read(zip);
    }

    private static String affected(String ecosystem, String facts) {
        return "{ $ID, \"affected\": [ { \"package\": { \"ecosystem\": \"" + ecosystem
                + "\", \"name\": \"org.example:lib\" }, " + facts + " } ] }";
    }

    private static String range(String events) {
        return affected("Maven", "\"ranges\": [ { \"type\": \"ECOSYSTEM\", \"events\": [ " + events + " ] } ]");
    }

    private static Map<String, Boolean> hit(KnownVulnerabilities known, String... versions) {
        return Stream.of(versions).collect(java.util.stream.Collectors.toMap(version -> version, version -> !known
                .of(List.of(new Library("org.example:lib", version, List.of(), ""))).isEmpty()));
    }

    @Test
    void rangesAreThoseOfTheSchemaInTheOrderOfMaven() throws Exception {
        KnownVulnerabilities fixed = list(range("{\"introduced\": \"2.2\"}, {\"fixed\": \"2.10\"}"));
        assertEquals(Map.of("2.1", false, "2.2-rc1", false, "2.2", true, "2.9.1", true, "2.10-rc1", true, "2.10", false,
                "3.0", false),
                hit(fixed, "2.1", "2.2-rc1", "2.2", "2.9.1", "2.10-rc1", "2.10", "3.0"));
        KnownVulnerabilities last = list(range("{\"introduced\": \"0\"}, {\"last_affected\": \"1.4\"}"));
        assertEquals(Map.of("0.1-alpha", true, "1.4", true, "1.4.1", false), hit(last, "0.1-alpha", "1.4", "1.4.1"));
        KnownVulnerabilities twice = list(range(
                "{\"introduced\": \"3.0\"}, {\"fixed\": \"3.1\"}, {\"introduced\": \"0\"}, {\"fixed\": \"1.1\"}"));
        assertEquals(Map.of("1.0", true, "1.1", false, "3.0", true, "3.1", false),
                hit(twice, "1.0", "1.1", "3.0", "3.1"));
        assertEquals(Map.of("9", true), hit(list(range("{\"introduced\": \"0\"}")), "9"));
    }

    @Test
    void namedVersionsCountAndWithdrawnOrForeignEntriesDoNot() throws Exception {
        String named = affected("Maven", "\"versions\": [\"1.5\"]");
        assertEquals(Map.of("1.5", true, "1.5.1", false), hit(list(named), "1.5", "1.5.1"));
        String withdrawn = named.replace("$ID", "$ID, \"withdrawn\": \"2026-01-01T00:00:00Z\"");
        String foreign = affected("npm", "\"versions\": [\"1.5\"]");
        String other = named.replace("org.example:lib", "org.example:other");
        assertEquals(Map.of("1.5", false), hit(list(withdrawn, foreign, other), "1.5"));
        IOException none = assertThrows(IOException.class, () -> list(foreign));
        assertTrue(String.valueOf(none.getMessage()).contains("holds no vulnerability"), none.toString());
    }

    @Test
    void whatIsFoundNamesTheLibraryAndTheEntry() throws Exception {
        KnownVulnerabilities.Finding finding = list(range("{\"introduced\": \"0\"}"))
                .of(List.of(new Library("org.example:lib", "1.0", List.of(), ""))).getFirst();
        assertEquals("GHSA-1 org.example:lib 1.0 made up", finding.id() + " " + finding.library().name() + " "
                + finding.library().version() + " " + finding.summary());
    }
}
