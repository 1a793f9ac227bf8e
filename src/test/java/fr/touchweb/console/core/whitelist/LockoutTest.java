package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.apply.ServerFiles;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real OpenSSH server: a change that can lock us out undoes itself, unless a new connection says that it can stay. */
class LockoutTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 15_000,
            30_000, 90_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);

    @TempDir
    Path folder;

    private TestSshd sshd;
    private SshHosts shared;
    private WhitelistRoom room;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        sshd = TestSshd.start(folder.resolve("sshd"));
        shared = connections();
        room = room("4");
        file = Files.writeString(folder.resolve("allow-bo.conf"), "203.0.113.99\n");
    }

    @AfterEach
    void end() throws Exception {
        room.end();
        shared.close();
        sshd.close();
    }

    @Test
    void whatNobodyKeepsIsUndoneByTheServerItself() throws Exception {
        Applied added = room.add(KARIM, Scope.BACKOFFICE, "203.0.113.7", "web");
        assertEquals(Status.TO_KEEP, added.status(), added.toString());
        assertTrue(Files.readString(file).contains("203.0.113.7"));
        Outcome same = new ServerFiles(host(shared), room.policy.whitelist()).keep(added.change());
        assertEquals("same-connection", same.reason(), "the connection that made it shows nothing");
        Applied other = room.add(KARIM, Scope.BACKOFFICE, "203.0.113.8", "web");
        assertEquals(Status.BUSY, other.status(), "one such change at a time");
        shared.close();
        Await.until("the server put it back", () -> Files.readString(file).equals("203.0.113.99\n"));
        Await.until("and is free again", () -> !Files.exists(room.store.resolve("pending")));
        assertFalse(Files.exists(room.store.resolve("register.json")), "there was none before");
    }

    @Test
    void aNewConnectionKeepsIt() throws Exception {
        room = room("600");
        Applied added = room.add(KARIM, Scope.BACKOFFICE, "203.0.113.7", "web");
        assertEquals(Status.TO_KEEP, added.status(), added.toString());
        assertEquals(Status.DONE, room.as(KARIM).changes().keep("web", added.change()).status());
        assertEquals(Status.BUSY, room.as(KARIM).changes().keep("web", added.change()).status(), "once");
        assertTrue(ProcessHandle.allProcesses().anyMatch(process -> process.info().commandLine()
                .filter(line -> line.contains("lapse " + added.change())).isPresent()), "its timer runs all the same");
        // What the timer does when its time is over.
        TestSshd.run("sh", "-c", "folder=$0 limit=10; . \"$0/shared.sh\"; exec 9>>\"$0/lock\"; flock 9; lapse \"$1\"",
                room.store.toString(), added.change());
        assertTrue(Files.readString(file).contains("203.0.113.7"), "its time is over and it is still there");
        room.restart();
        assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "203.0.113.8", "web").status());
    }

    @Test
    void afterARestartOfTheServerItsCrontabSeesToWhatNobodyKept() throws Exception {
        Path cron = Files.createDirectories(folder.resolve("cron.d")).resolve("tw-console");
        room = room("600", ", \"bootFile\": \"" + cron + "\"");
        List<Plan> plans = room.as(KARIM).changes().plans(room.request(room.as(KARIM), Scope.BACKOFFICE,
                "203.0.113.7", Duration.ofDays(7), "web"));
        assertTrue(plans.getFirst().diffs().stream().anyMatch(diff -> diff.path().equals(cron.toString())),
                "it is shown before it is written");
        Applied added = room.add(KARIM, Scope.BACKOFFICE, "203.0.113.7", "web");
        assertEquals(Status.TO_KEEP, added.status(), added.toString());
        room.restart();
        Files.writeString(room.store.resolve("pending/until"), "1");
        String line = Files.readAllLines(cron).getLast();
        assertTrue(line.startsWith("* * * * * root "), line);
        TestSshd.run("sh", "-c", line.substring("* * * * * root ".length()));
        assertEquals("203.0.113.99\n", Files.readString(file));
        assertFalse(Files.exists(room.store.resolve("pending")));

        assertEquals(Status.TO_KEEP, room.add(KARIM, Scope.BACKOFFICE, "203.0.113.7", "web").status());
        room.restart();
        Files.writeString(room.store.resolve("pending/until"), "1");
        assertEquals(Status.CONFLICT, room.add(KARIM, Scope.BACKOFFICE, "203.0.113.8", "web").status(),
                "the next change undoes it, and is told that the list is another one now");
        Applied next = room.add(KARIM, Scope.BACKOFFICE, "203.0.113.8", "web");
        assertEquals(Status.TO_KEEP, next.status(), next.toString());
        assertFalse(Files.readString(file).contains("203.0.113.7\n"));
        Files.writeString(room.store.resolve("pending/until"), "1");
    }

    @Test
    void ourOwnAddressAsTheServerSeesItIsTold() throws Exception {
        room.seen("web", "127.0.0.1");
        Applied ours = room.add(KARIM, Scope.BACKOFFICE, "127.0.0.1", "web");
        assertEquals(Status.DONE, room.as(KARIM).changes().keep("web", ours.change()).status());
        Fact warned = room.as(KARIM).removal("web", ours.entry()).getFirst();
        assertEquals("own-address RED", warned.code() + " " + warned.tier(), "it would shut us out");
        assertTrue(room.as(KARIM).assess("127.0.0.1", List.of("web"), Scope.BACKOFFICE).fact("own-address")
                .isPresent());
    }

    private WhitelistRoom room(String keep) throws Exception {
        return room(keep, "");
    }

    private WhitelistRoom room(String keep, String figures) throws Exception {
        WhitelistRoom made = new WhitelistRoom(folder, "\"keepSeconds\": " + keep + figures);
        made.hosts = _ -> host(shared);
        made.fresh = _ -> {
            SshHosts own = connections();
            return new NewConnection() {
                @Override
                public RemoteHost host() {
                    return LockoutTest.this.host(own);
                }

                @Override
                public void close() {
                    own.close();
                }
            };
        };
        Path allow = folder.resolve("allow-bo.conf");
        made.server("web", list(Scope.BACKOFFICE, "file", allow, List.of("true"), List.of("true"), List.of()),
                list(Scope.IDS, "file", folder.resolve("ids.conf"), List.of(), List.of(), List.of()));
        made.seen("web", "203.0.113.7", "203.0.113.8");
        return made;
    }

    private RemoteHost host(SshHosts hosts) {
        return new BareHost(hosts.connect(sshd.target("web")));
    }

    private SshHosts connections() {
        try {
            return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, FIGURES,
                    new SshConfigResolver(null, Map.of(), InstantSource.system()),
                    new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
