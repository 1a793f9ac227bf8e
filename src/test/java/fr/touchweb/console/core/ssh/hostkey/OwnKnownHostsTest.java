package fr.touchweb.console.core.ssh.hostkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.support.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnKnownHostsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private final KeyBlob key = KnownHostsTest.key("ssh-ed25519", 1);

    @Test
    void whatWasAddedIsKnownToUsAndToSshKeygen() throws IOException, InterruptedException {
        Path file = folder.resolve("deep/known_hosts");
        OwnKnownHosts own = new OwnKnownHosts(file);
        Path real = SshKeys.make(folder.resolve("key"), "ed25519", "");
        own.add("Web1.corp", 22, SshKeys.blob(real));
        own.add("web2", 2222, key);
        own.add("2001:db8::1", 22, key);
        own.add("web2", 2222, key);
        assertEquals(3, Files.readAllLines(file).size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        KnownHosts hosts = KnownHosts.read(List.of(file));
        assertInstanceOf(HostKeyVerdict.Ok.class, hosts.verdict("web2", 2222, key, NOW));
        assertInstanceOf(HostKeyVerdict.Ok.class, hosts.verdict("2001:db8::1", 22, key, NOW));
        assertEquals(true,
                SshKeys.keygen("-F", "web1.corp", "-f", file.toString()).contains(SshKeys.blob(real).base64()));
    }

    @Test
    void aFileWithoutANewlineAtItsEndLosesNothing() throws IOException {
        Path file = folder.resolve("known_hosts");
        String old = "web1 " + key.type() + " " + key.base64();
        Files.writeString(file, old);
        new OwnKnownHosts(file).add("web2", 22, key);
        assertEquals(List.of(old, "web2 " + key.type() + " " + key.base64()), Files.readAllLines(file));
    }

    @Test
    void namesThatWouldMeanMoreThanOneHostAreRefused() {
        OwnKnownHosts own = new OwnKnownHosts(folder.resolve("known_hosts"));
        for (String name : List.of("*", "a b", "a\nb", "a,b", "!a", "@revoked", "#a", "|1|x|y", "", "a?")) {
            assertThrows(IllegalArgumentException.class, () -> own.add(name, 22, key), name);
        }
        assertEquals(false, Files.exists(own.file()));
    }

    @Test
    void severalWritersLoseNoLine() throws Exception {
        Path file = folder.resolve("known_hosts");
        List<Callable<Boolean>> work = new ArrayList<>();
        OwnKnownHosts own = new OwnKnownHosts(file);
        for (int writer = 0; writer < 4; writer++) {
            String name = "w" + writer;
            work.add(() -> {
                for (int i = 0; i < 10; i++) {
                    own.add(name + "-" + i, 22, key);
                }
                return true;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> part : pool.invokeAll(work)) {
                part.get();
            }
        }
        assertEquals(40, KnownHosts.read(List.of(file)).lines().size());
    }

    @Test
    void aSnapshotIsReadAgainOnlyAfterAChange() throws IOException {
        Path file = folder.resolve("known_hosts");
        KnownHostsFiles files = new KnownHostsFiles();
        KnownHosts none = files.current(List.of(file));
        assertSame(none, files.current(List.of(file)));
        new OwnKnownHosts(file).add("web1", 22, key);
        KnownHosts one = files.current(List.of(file));
        assertNotSame(none, one);
        assertEquals(1, one.lines().size());
        assertSame(one, files.current(List.of(file)));
    }
}
