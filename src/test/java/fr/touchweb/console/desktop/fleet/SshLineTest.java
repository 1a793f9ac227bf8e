package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.desktop.settings.TerminalProgram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SshLineTest {
    @Test
    void theLineIsWhatOneWouldType() throws Exception {
        Fleet fleet = new FleetReader(1 << 20).read(Map.of("f", """
                {"version":1,"servers":[
                 {"id":"b","host":"198.51.100.4","user":"jd","port":2200},
                 {"id":"c","host":"2001:db8::1","port":2201,"jump":["b"]},
                 {"id":"w","host":"203.0.113.1","port":2222,"user":"jd","jump":["c"]},
                 {"id":"p","host":"alias"}]}""".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("ssh", "-J", "jd@198.51.100.4:2200,[2001:db8::1]:2201", "-p", "2222", "--",
                "jd@203.0.113.1"), SshLine.argv(fleet, fleet.server("w").orElseThrow()));
        assertEquals(List.of("ssh", "--", "alias"), SshLine.argv(fleet, fleet.server("p").orElseThrow()));
    }

    @Test
    void theTerminalOfEachSystemIsFound() {
        List<String> ssh = List.of("ssh", "--", "a b");
        assertEquals(List.of("konsole", "-e", "ssh", "--", "a b"),
                new Terminals("Linux", "konsole"::equals).command(List.of(), ssh).orElseThrow());
        assertEquals(List.of("wt.exe", "ssh", "--", "a b"),
                new Terminals("Windows 11", "wt.exe"::equals).command(List.of(), ssh).orElseThrow());
        assertTrue(new Terminals("Mac OS X", program -> false).command(List.of(), ssh).orElseThrow()
                .contains("ssh -- 'a b'"));
        assertEquals(List.of("foot", "-T", "x", "ssh", "--", "a b"),
                new Terminals("Linux", program -> false).command(List.of("foot", "-T", "x"), ssh).orElseThrow());
        assertTrue(new Terminals("Linux", program -> false).command(List.of(), ssh).isEmpty());
    }

    @Test
    void aTerminalProgramIsWrittenAsPeopleDo() {
        Map<String, String> here = Map.of("PATH", "/usr/bin:/bin");
        assertEquals(List.of("foot", "-T", "ma console", "{}"), TerminalProgram.parse("foot -T  \"ma console\" {}"));
        assertEquals("foot -T \"ma console\" {}",
                TerminalProgram.text(TerminalProgram.parse("foot -T 'ma console' {}")));
        assertNull(TerminalProgram.problem("", here));
        assertNull(TerminalProgram.problem("/bin/sh -c {}", here));
        assertNull(TerminalProgram.problem("sh", here));
        assertEquals("shell.settings.terminalMissing", key("no-such-program {}", here));
        assertEquals("shell.settings.terminalQuote", key("sh \"a", here));
        assertEquals("shell.settings.terminalTwice", key("sh {} {}", here));
    }

    private static String key(String text, Map<String, String> environment) {
        return Objects.requireNonNull(TerminalProgram.problem(text, environment)).key();
    }
}
