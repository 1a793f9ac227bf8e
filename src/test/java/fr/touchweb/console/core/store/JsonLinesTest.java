package fr.touchweb.console.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void everyValueHasItsLine() throws IOException {
        JsonLines lines = JsonLines.of("""
                { "a": 1,
                  "list": [
                    { "x": "y" },
                    [ 2,
                      3 ],
                    { "z":
                        null } ] }
                """.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, lines.line(""));
        assertEquals(1, lines.line("a"));
        assertEquals(2, lines.line("list"));
        assertEquals(3, lines.line("list[0]"));
        assertEquals(3, lines.line("list[0].x"));
        assertEquals(5, lines.line("list[1][1]"));
        assertEquals(7, lines.line("list[2].z"));
    }

    @Test
    void whatIsNotThereStandsWhereItWouldBe() throws IOException {
        JsonLines lines = JsonLines.of("{\n \"servers\": [\n  { }\n ] }".getBytes(StandardCharsets.UTF_8));
        assertEquals(3, lines.line("servers[0].host"));
        assertEquals(2, lines.line("servers[9].host"));
        assertEquals(1, lines.line("clients"));
    }
}
