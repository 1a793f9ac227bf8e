package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong on the way: no right, no room, a connection that is cut, a register that does not hold, a large one. */
class ApplyFailuresTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 500,
            1_500, 4_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"validate, connection", "reload, connection", "probe, connection", "validate, console",
            "reload, console",
            "probe, console"})
    void whenConnectionOrConsoleIsEndedTheServerGoesOnToTheEnd(String step, String ended) throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); SshHosts hosts = hosts(sshd)) {
            WhitelistRoom room = new WhitelistRoom(folder, "");
            Path file = Files.writeString(folder.resolve("allow.conf"), "");
            Path begun = folder.resolve("begun");
            Path go = folder.resolve("go");
            List<String> waits = List.of("sh", "-c",
                    "touch \"$0\"; while [ ! -e \"$1\" ]; do sleep 0.05; done; cp \"$2\" \"$3\"", begun.toString(),
                    go.toString(), file.toString(), folder.resolve("running").toString());
            room.server("web", list(Scope.IDS, "file", file, step.equals("validate") ? waits : List.of("true"),
                    step.equals("reload") ? waits : List.of("true"), step.equals("probe") ? waits : List.of("true")));
            room.seen("web", "203.0.113.7");
            room.hosts = _ -> new BareHost(hosts.connect(sshd.target("web")));
            Whitelists lists = room.as(KARIM);
            AddRequest request = room.request(lists, Scope.IDS, "203.0.113.7", Duration.ofDays(7), "web");
            var confirmed = room.confirmed(request);
            CompletableFuture<Applied> running = CompletableFuture.supplyAsync(() -> {
                try {
                    return lists.changes().add(confirmed).getFirst();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Await.until("the change is half way", () -> Files.exists(begun));
            assertTrue(Files.readString(file).contains("203.0.113.7"));
            if (ended.equals("console")) {
                // As a console that goes: its connections are gone, and nobody hears of the end.
                hosts.close();
                assertFalse(running.handle((applied, failed) -> failed == null && applied.changed()).get());
            } else {
                // The sessions alone: what runs in them is left without anybody to talk to.
                ProcessHandle.of(sshd.pid()).orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
                assertEquals(Status.UNKNOWN, running.get().status(), running.get().toString());
            }
            Files.createFile(go);
            Await.until("it is live all the same", () -> Files.exists(folder.resolve("running")));
            Await.until("nothing of it is left half made", () -> !Files.exists(room.store.resolve("intent")));
            room.end();
            try (SshHosts later = hosts(sshd)) {
                room.hosts = _ -> new BareHost(later.connect(sshd.target("web")));
                ListView view = room.as(KARIM).view("web", Scope.IDS);
                assertEquals(1, view.active().size(), "the list tells what became of it");
                assertEquals(List.of(), view.drift());
                assertEquals(List.of(), view.unread());
            }
            room.end();
        }
    }

    @Test
    void anAccountWithoutRightsIsRefusedAndToldSo() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestAccount account = TestAccount.create("/bin/sh");
                SshHosts hosts = hosts(sshd)) {
            WhitelistRoom room = new WhitelistRoom(folder, "");
            Path file = Files.writeString(folder.resolve("allow.conf"), "");
            room.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
            room.seen("web", "203.0.113.7");
            room.hosts = _ -> new BareHost(hosts.connect(sshd.target("web", account.name())));
            Applied applied = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
            assertEquals(Status.REFUSED, applied.status(), applied.toString());
            assertEquals("", Files.readString(file));
            assertFalse(Files.exists(room.store));
        }
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsWritten() throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "mounting needs root");
        WhitelistRoom room = new WhitelistRoom(folder, "");
        Path disk = Files.createDirectories(room.store);
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString())
                .redirectErrorStream(true).start();
        RealPeer.requireThat(mount.waitFor() == 0, "no mounts here");
        try {
            Path file = Files.writeString(folder.resolve("allow.conf"), "# as it was\n");
            room.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
            room.seen("web", "203.0.113.7", "203.0.113.8");
            assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "203.0.113.7", "web").status());
            String before = Files.readString(file) + Files.readString(disk.resolve("register.json"));
            new ProcessBuilder("sh", "-c", "cat /dev/zero >\"$0\"", disk.resolve("filler").toString())
                    .redirectErrorStream(true).start().waitFor();
            Applied applied = room.add(KARIM, Scope.IDS, "203.0.113.8", "web");
            assertEquals(Status.REFUSED, applied.status(), applied.toString());
            assertEquals(before, Files.readString(file) + Files.readString(disk.resolve("register.json")));
            Files.delete(disk.resolve("filler"));
            assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "203.0.113.8", "web").status(), "and works again");
            room.end();
        } finally {
            TestSshd.run("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void aRegisterThatDoesNotHoldIsNotWrittenOver() throws Exception {
        WhitelistRoom room = new WhitelistRoom(folder, "");
        Path file = Files.writeString(folder.resolve("allow.conf"), "");
        room.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
        room.seen("web", "203.0.113.7");
        Files.createDirectories(room.store);
        Path register = Files.writeString(room.store.resolve("register.json"), "{\"version\":1,\"entries\":[{\"id\"");
        Applied applied = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        assertEquals(Status.REFUSED, applied.status());
        assertEquals("{\"version\":1,\"entries\":[{\"id\"", Files.readString(register));
        Files.writeString(register, "{\"version\":2,\"entries\":[]}");
        assertEquals(Status.REFUSED, room.add(KARIM, Scope.IDS, "203.0.113.7", "web").status());
        assertEquals("", Files.readString(file));
    }

    @Test
    void aHundredThousandEntriesAreCheckedWithinASecond() throws Exception {
        WhitelistRoom room = new WhitelistRoom(folder, "");
        Path file = Files.writeString(folder.resolve("allow.conf"), "");
        room.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
        room.seen("web", "203.0.113.7");
        Files.createDirectories(room.store);
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("{\"version\":1,\"entries\":[\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\":\"e").append(i).append("\",\"scope\":\"ids\",\"cidr\":\"")
                    .append(Cidr.ipv4(random.nextInt() & 0xFFFF_FFFFL))
                    .append("\",\"kind\":\"person\",\"reason\":\"accès\",\"requester\":\"T1\",\"author\":\"jdurand\","
                            + "\"created\":\"2026-01-01T00:00:00Z\",\"expires\":\"2027-01-01T00:00:00Z\","
                            + "\"state\":\"active\",\"hits\":0,\"seen\":0}");
        }
        Files.writeString(room.store.resolve("register.json"), text.append("\n]}\n"));
        Whitelists lists = room.as(KARIM);
        Assessment found = lists.assess("203.0.113.7", List.of("web"), Scope.IDS);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            // Time of this thread, so that a loaded machine does not count.
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            found = lists.assess("203.0.113.7", List.of("web"), Scope.IDS);
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        assertTrue(found.fact("seen").isPresent() && found.facts().stream().noneMatch(
                fact -> fact.about().equals("covered") && !fact.known()), found.toString());
        assertTrue(least < 1_000_000_000, least / 1_000_000 + " ms");
        Register register = Register.read("test", Files.readAllBytes(room.store.resolve("register.json")));
        assertEquals(100_000, register.active(Scope.IDS, Instant.parse("2026-06-01T00:00:00Z")).size());
        assertEquals(Entry.State.ACTIVE, Register.read("again", register.bytes()).entries().getLast().state());
    }

    private static SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }
}
