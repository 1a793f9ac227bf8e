package fr.touchweb.console.core.whitelist.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that changes files, ended by force before each of the programs that it runs, one after the other: the server
 * is always left with the old state or the new one, working, and nobody holds the lock.
 */
class ApplyCrashTest {
    private static final List<String> PROGRAMS = List.of("mkdir", "mktemp", "cat", "wc", "tr", "sha256sum", "cut",
            "flock", "readlink", "dirname", "tail", "head", "chmod", "chown", "cp", "mv", "rm", "sync", "sed", "ls",
            "sort",
            "timeout", "setsid");

    @TempDir
    Path folder;

    private Path store;
    private Path list;
    private Path running;
    private Path wrappers;

    @BeforeEach
    void files() throws Exception {
        RealPeer.require("flock");
        store = Files.createDirectories(folder.resolve("store"));
        for (String script : List.of("shared.sh", "apply.sh", "keep.sh", "timer.sh")) {
            Files.write(store.resolve(script), ServerFiles.resource(script));
        }
        list = folder.resolve("allow.conf");
        running = folder.resolve("running");
        wrappers = Files.createDirectories(folder.resolve("bin"));
        // Each program first counts itself, and ends the script when its turn has come.
        for (String program : PROGRAMS) {
            Path wrapper = wrappers.resolve(program);
            Files.writeString(wrapper, """
                    #!/bin/sh
                    echo >>"$TW_COUNT"
                    if [ -s "$TW_VICTIM" ] && [ "$(/usr/bin/wc -l <"$TW_COUNT")" -ge "$TW_AT" ]; then
                        read -r victim <"$TW_VICTIM" && : >"$TW_VICTIM" && kill -KILL "$victim"
                    fi
                    exec %s "$@"
                    """.formatted(RealPeer.require(program)));
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void endedByForceBeforeAnyOfItsProgramsItLeavesTheOldStateOrTheNewOne() throws Exception {
        int old = 0;
        int made = 0;
        int at = 1;
        for (boolean finished = false; !finished; at++) {
            reset();
            finished = run(at);
            Await.until("nobody holds the lock and no change is half made, killed at " + at, this::quiet);
            String register = Files.readString(store.resolve("register.json"));
            boolean is = register.equals("new register\n");
            assertEquals(is ? "new register\n" : "old register\n", register, "killed at " + at);
            assertEquals(is ? "new\n" : "old\n", Files.readString(list), "killed at " + at);
            assertEquals(is ? "new\n" : "old\n", Files.readString(running), "the daemon runs it, killed at " + at);
            if (finished) {
                assertTrue(is, "nobody ended it");
            } else if (is) {
                made++;
            } else {
                old++;
            }
        }
        assertTrue(old > 30 && made > 0, old + " times the old state, " + made + " times the new one, of " + at);
    }

    /** The connection goes while the change is still on its way to the server: whatever came of it, nothing is begun. */
    @Test
    void whatDidNotComeWholeIsNotBegun() throws Exception {
        byte[] payload = "new register\nnew\n".getBytes(StandardCharsets.UTF_8);
        for (int came = 0; came < payload.length; came += 4) {
            reset();
            Path input = folder.resolve("payload");
            Files.write(input, Arrays.copyOf(payload, came));
            Process process = new ProcessBuilder(arguments(came, payload)).redirectErrorStream(true)
                    .redirectInput(input.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(6, process.waitFor(), came + " bytes: " + said);
            assertTrue(said.endsWith("result 6 cut\n"), said);
            assertEquals("old register\nold\n", Files.readString(store.resolve("register.json"))
                    + Files.readString(list));
            assertTrue(quiet());
        }
        try (Stream<Path> left = Files.list(store)) {
            assertEquals(List.of(), left.filter(path -> path.getFileName().toString().startsWith(".work")).toList());
        }
    }

    private void reset() throws Exception {
        Files.writeString(store.resolve("register.json"), "old register\n");
        Files.writeString(list, "old\n");
        Files.writeString(running, "old\n");
    }

    /** @return whether it came to its end */
    private boolean run(int at) throws Exception {
        byte[] payload = "new register\nnew\n".getBytes(StandardCharsets.UTF_8);
        Path victim = folder.resolve("victim");
        Path count = folder.resolve("count");
        Files.writeString(count, "");
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "echo $$ >\"$TW_VICTIM\"; exec \"$@\"", "sh"));
        argv.addAll(arguments(at, payload));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", wrappers + ":" + environment.get("PATH"));
        environment.put("TW_VICTIM", victim.toString());
        environment.put("TW_COUNT", count.toString());
        environment.put("TW_AT", String.valueOf(at));
        Path input = folder.resolve("payload");
        Files.write(input, payload);
        Process process = builder.redirectInput(input.toFile()).start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(process.exitValue() == 0 || process.exitValue() == 137,
                process.exitValue() + " " + said + Files.readString(folder.resolve("err")));
        return process.exitValue() == 0;
    }

    private List<String> arguments(int number, byte[] payload) {
        String live = "cp " + list + " " + running;
        List<String> argv = new ArrayList<>(List.of("sh", store.resolve("apply.sh").toString(), "-", store.toString(),
                "change" + number, "5", "5", "0", String.valueOf(payload.length), ServerFiles.sha256(payload), "5", "",
                "true", live, live, "true"));
        argv.addAll(List.of(store.resolve("register.json").toString(), hash("old register\n"), "0", "13", "0640"));
        argv.addAll(List.of(list.toString(), hash("old\n"), "13", "4", "0644"));
        return argv;
    }

    private boolean quiet() throws Exception {
        Process lock = new ProcessBuilder("flock", "-n", store.resolve("lock").toString(), "true").start();
        return lock.waitFor() == 0 && !Files.exists(store.resolve("intent"));
    }

    private static String hash(String text) {
        return ServerFiles.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
