package fr.touchweb.console.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writesAndKeepsThePreviousVersion() throws IOException {
        Path file = folder.resolve("deep/settings.json");
        AtomicFile.write(file, "one".getBytes());
        assertFalse(Files.exists(AtomicFile.previous(file)));
        AtomicFile.write(file, "two".getBytes());
        assertEquals("two", Files.readString(file));
        assertEquals("one", Files.readString(AtomicFile.previous(file)));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(2, left.count(), "no temporary file stays");
        }
    }

    @Test
    void keepsThePermissions() throws IOException {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, "a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AtomicFile.write(file, "b".getBytes());
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void afterAFullDiskTheOldFileStands() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("small"));
        RealPeer.requireThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()) == 0,
                "the right to mount a small file system");
        try {
            Path file = mount.resolve("fleet.json");
            byte[] old = "the old document".getBytes();
            AtomicFile.write(file, old);
            assertThrows(IOException.class, () -> AtomicFile.write(file, new byte[1 << 20]));
            assertArrayEquals(old, Files.readAllBytes(file));
            try (Stream<Path> left = Files.list(mount)) {
                assertTrue(left.noneMatch(f -> f.toString().endsWith(".tmp")), "no temporary file stays");
            }
        } finally {
            run("umount", mount.toString());
        }
    }

    private static int run(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
