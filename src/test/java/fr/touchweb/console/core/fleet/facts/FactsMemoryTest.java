package fr.touchweb.console.core.fleet.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsMemoryTest {
    @TempDir
    Path state;

    @Test
    void factsComeBackAsTheyWere() throws IOException {
        FactsMemory memory = new FactsMemory(state);
        memory.remember("acme-web1", FactsParserTest.production());
        assertEquals(Map.of("acme-web1", FactsParser.parse(FactsParserTest.production())),
                new FactsMemory(state).recallAll());
        assertFalse(Files.readString(state.resolve("facts/acme-web1.json")).contains("Bienvenue"));
        assertTrue(memory.recall("other").isEmpty());
    }

    @Test
    void aTornFileIsForgotten() throws IOException {
        FactsMemory memory = new FactsMemory(state);
        memory.remember("a", FactsParserTest.production());
        memory.remember("b", FactsParserTest.production());
        Files.writeString(state.resolve("facts/a.json"), "{ \"version\": 1,");
        assertEquals(java.util.Set.of("b"), memory.recallAll().keySet());
    }
}
