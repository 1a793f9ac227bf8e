package fr.touchweb.console.core.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.support.RealPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellQuotingTest {
    private static final int[] POOL = "abc '\"\\$`!*?[]{}()<>|&;#~\n\t=%^,.-\r-éß漢🙂".codePoints().toArray();

    @Test
    void readsWellWhereNothingNeedsQuoting() {
        assertEquals("tail -n 20 /var/log/syslog 'a b' '' 'it'\\''s'",
                ShellQuoting.line(List.of("tail", "-n", "20", "/var/log/syslog", "a b", "", "it's")));
    }

    @Test
    void refusesNul() {
        assertThrows(IllegalArgumentException.class, () -> ShellQuoting.quote("a\0b"));
    }

    @Test
    void realShellsPassEveryArgumentOn() throws Exception {
        for (String shell : List.of("dash", "bash", "busybox")) {
            List<String> command = new ArrayList<>(List.of(RealPeer.require(shell).toString()));
            if (shell.equals("busybox")) {
                command.add("sh");
            }
            long seed = System.nanoTime();
            Random random = new Random(seed);
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                StringBuilder argument = new StringBuilder();
                for (int k = random.nextInt(30); k > 0; k--) {
                    argument.appendCodePoint(POOL[random.nextInt(POOL.length)]);
                }
                arguments.add(argument.toString());
            }
            List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
            argv.addAll(arguments);
            command.addAll(List.of("-c", ShellQuoting.line(argv)));
            Process process = new ProcessBuilder(command).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(String.join("\0", arguments) + "\0", out, shell + ", seed " + seed);
        }
    }
}
