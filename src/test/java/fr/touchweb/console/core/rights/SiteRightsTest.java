package fr.touchweb.console.core.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.DelegatedServer;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rights of a site's files, read and put right by a delegate in a real jail, with the reference supervisor beside it. */
@Timeout(180)
class SiteRightsTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);
    private static final Texts ENGLISH = new Texts(Language.ENGLISH);

    @TempDir
    static Path folder;

    private static DelegatedServer server;
    private static SshHosts hosts;
    private static RightsPolicy figures;
    private static ChangeJournal journal;

    private final HandClock clock = new HandClock(Instant.now());

    @BeforeAll
    static void start() throws Exception {
        RealPeer.require("setfacl");
        server = new DelegatedServer(folder.resolve("server"));
        hosts = new SshHosts(new CommandJournal(Clock.systemUTC()), server.sshd.environment(), server.authenticator,
                FIGURES, new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
        figures = new Policies(folder).load("tw").rights();
        journal = new ChangeJournal(folder.resolve("state"), Clock.systemUTC(), server.developer.name(), "here");
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            hosts.close();
            server.close();
        }
    }

    private SiteRights rights(String right, RightsReset.Pause pause, UnaryOperator<RemoteHost> seen) throws Exception {
        Fleet fleet = new FleetReader(1 << 20).read(Map.of("fleet.json", """
                { "version": 1, "servers": [ { "id": "acme-web1", "host": "127.0.0.1", "port": %d, "user": "%s" } ],
                  "sites": [ { "id": "acme-shop", "server": "acme-web1", "root": "/home/www/acme" },
                             { "id": "acme-none", "server": "acme-web1" } ],
                  "accounts": [ { "login": "%2$s", "kind": "developer",
                    "grants": [ { "servers": [ "acme-web1" ], "rights": [ "%3$s" ] } ] } ] }
                """.formatted(server.sshd.port(), server.developer.name(), right).getBytes(StandardCharsets.UTF_8)));
        return new SiteRights(fleet, new Access(fleet, server.developer.name(), ZoneOffset.UTC),
                machine -> seen.apply(hosts.connect(fleet.target(machine))), figures, journal, clock, pause);
    }

    private SiteRights rights(RightsReset.Pause pause) throws Exception {
        return rights("rights-reset", pause, host -> host);
    }

    private static Set<Deviation.Kind> at(RightsReport report, String path) {
        Set<Deviation.Kind> kinds = EnumSet.noneOf(Deviation.Kind.class);
        report.deviations().stream().filter(each -> each.path().equals(path)).forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    @Test
    void deviationsAreFoundTheSupervisorPutsThemRightWithinTheMinuteAndTheRestStays() throws Exception {
        Path open = server.write("www/acme/open.php", "<?php\n", server.developer.name() + ":" + server.group,
                "rw-rw-rw-");
        Path acl = Files.createDirectories(server.site().resolve("acl dir é"));
        TestSshd.run("chown", "root:" + server.group, acl.toString());
        TestSshd.run("chmod", "2775", acl.toString());
        TestSshd.run("setfacl", "-d", "-m", "g::rx", acl.toString());
        Path shut = Files.createDirectories(server.site().resolve("shut"));
        TestSshd.run("chmod", "2700", shut.toString());
        Path outside = server.write("outside", "root's\n", "root:root", "rw-------");
        Files.createSymbolicLink(server.site().resolve("leads-out"), outside);
        Files.createLink(server.site().resolve("second-name"), outside);
        SiteRights rights = rights(time -> {
            clock.pass(Duration.ofSeconds(10));
            if (clock.instant().isAfter(asked.plusSeconds(15))) {
                superviseUnchecked();
            }
        });
        RightsReport before = rights.check("acme-shop", TaskControl.UNATTENDED);
        assertEquals(server.group, before.group());
        assertFalse(before.complete(), "a folder is shut");
        assertEquals(EnumSet.of(Deviation.Kind.ANYBODY_WRITES), at(before, "open.php"));
        assertEquals(EnumSet.of(Deviation.Kind.OTHER_GROUP, Deviation.Kind.GROUP_CANNOT_WRITE),
                at(before, "var/cache/page.html"));
        assertTrue(at(before, "var").contains(Deviation.Kind.NO_SETGID));
        assertEquals(EnumSet.of(Deviation.Kind.DEFAULT_ACL), at(before, "acl dir é"));
        assertTrue(at(before, "shut").contains(Deviation.Kind.CLOSED));
        assertEquals(Set.of(), at(before, "leads-out"));
        assertEquals(Set.of(), at(before, "."), "member of the group, and the umask lets it write");
        assertEquals(List.of("rights.unchecked.acl"), before.unchecked().stream().map(each -> each.key()).toList(),
                "nobody looked at the ACLs of the folder that is shut");

        asked = clock.instant();
        List<DropState> heard = new ArrayList<>();
        RightsReset.Result result = rights.reset("acme-shop", before, TaskControl.UNATTENDED, heard::add);
        assertInstanceOf(DropState.Pending.class, heard.getFirst());
        assertEquals(new DropState.Done(), heard.getLast());
        RightsReport after = result.after();
        assertTrue(after.complete());
        assertEquals(Map.of(Deviation.Kind.DEFAULT_ACL, 1, Deviation.Kind.OTHER_GROUP, 1,
                Deviation.Kind.GROUP_CANNOT_WRITE, 1), after.counts(), "the ACL, and root's file with its second name");
        assertEquals("second-name",
                after.deviations().stream().filter(each -> each.kind() == Deviation.Kind.OTHER_GROUP)
                        .findFirst().orElseThrow().path());
        PosixFileAttributes kept = Files.readAttributes(outside, PosixFileAttributes.class);
        assertEquals("root", kept.owner().getName());
        assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(kept.permissions()));
        assertEquals(server.group, Files.readAttributes(open, PosixFileAttributes.class).group().getName());
        assertTrue(Files.readString(server.jail().resolve("etc/group")).lines()
                .anyMatch(line -> line.startsWith(server.group + ":") && line.endsWith(":" + server.developer.name())));
        List<ChangeEntry> noted = journal.newest(2);
        assertEquals("asked", noted.getFirst().result());
        assertTrue(noted.getLast().result().startsWith("done: 3 of "), noted.getLast().result());
        assertEquals(RightsReset.ACTION, noted.getLast().action());
        for (Path made : List.of(open, acl, shut, server.site().resolve("leads-out"),
                server.site().resolve("second-name"))) {
            Files.delete(made);
        }
    }

    private volatile Instant asked = Instant.MAX;

    private static void superviseUnchecked() {
        try {
            server.supervise();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoWroteAFileAndWhyItsRightsMayNotBeChanged() throws Exception {
        SiteRights rights = rights(time -> {});
        Path upload = server.write("www/acme/upload.png", "x", "www-data:" + server.group, "rw-r--r--");
        Owned site = rights.whose("acme-shop", "upload.png");
        assertEquals(Maker.SITE, site.maker());
        assertEquals("www-data", site.owner());
        assertFalse(site.mine());
        assertTrue(ENGLISH.get(site.permission()).contains("(www-data)"));
        // Linux itself says so to the account.
        RemoteHost host = hosts.connect(server.sshd.target("acme-web1", server.developer.name()));
        CommandResult chmod = host.run(Command.script("exec 2>&1; touch -c -d @0 /home/www/acme/upload.png; "
                + "setfacl -m g::rw /home/www/acme/upload.png"));
        assertTrue(chmod.text().contains("Operation not permitted"), chmod.text());
        Owned mine = rights.whose("acme-shop", "index.php");
        assertEquals(Maker.PERSON, mine.maker());
        assertEquals(server.developer.name(), mine.owner());
        assertTrue(mine.mine());
        TestSshd.run("chown", "root", upload.toString());
        assertEquals(Maker.HOUSE, rights.whose("acme-shop", "/home/www/acme/upload.png").maker());
        TestSshd.run("chown", "54321", upload.toString());
        Owned nobody = rights.whose("acme-shop", "upload.png");
        assertEquals(Maker.UNKNOWN, nobody.maker());
        assertEquals("54321", nobody.owner());
        assertThrows(RemoteException.class, () -> rights.whose("acme-shop", "no-such-file"));
        assertEquals("rights.noRoot", assertThrows(RemoteException.class,
                () -> rights.whose("acme-none", "x")).text().key());
        Files.delete(upload);
    }

    @Test
    void whatIsRefusedOrNotTakenIsNeverTakenForDone() throws Exception {
        SiteRights slow = rights(time -> clock.pass(Duration.ofSeconds(20)));
        RightsReport before = slow.check("acme-shop", TaskControl.UNATTENDED);
        RightsReset.Result late = slow.reset("acme-shop", before, TaskControl.UNATTENDED, state -> {});
        assertInstanceOf(DropState.NotTaken.class, late.state());
        assertNull(late.after());
        assertTrue(Files.exists(server.api().resolve("reset_rights")), "it stays, and is taken later");
        assertTrue(journal.newest(1).getFirst().result().startsWith("not taken after 60 s"));
        server.supervise();

        // The supervisor's own configuration is the law, whatever the console was told.
        TestSshd.run("chown", "root", Files.writeString(server.api().resolve("reset_rights"), "").toString());
        server.supervise();
        assertTrue(Files.readString(server.api().resolve("reset_rights.state")).contains("root may not reset_rights"));

        SiteRights without = rights("logs", time -> {}, host -> host);
        assertFalse(without.mayReset("acme-shop").allowed());
        RemoteException e = assertThrows(RemoteException.class,
                () -> without.reset("acme-shop", before, TaskControl.UNATTENDED, state -> {}));
        assertEquals(RemoteException.Kind.PERMISSION, e.kind());
        assertFalse(Files.exists(server.api().resolve("reset_rights")));
        assertEquals("refused", journal.newest(1).getFirst().result());
        assertEquals("account.denied.unknownSite", assertThrows(RemoteException.class,
                () -> without.check("bora-shop", TaskControl.UNATTENDED)).text().key());
    }

    @Test
    void anAccountWithoutProgramsIsToldWhatCouldNotBeRead() throws Exception {
        SiteRights files = rights("logs", time -> {}, host -> new BareHost(host) {
            @Override
            public Capabilities capabilities() throws RemoteException, InterruptedException {
                Capabilities all = super.capabilities();
                return new Capabilities(false, true, all.jail(), all.user(), Set.of(), all.sudo(), all.zone(),
                        all.clockOffset(), all.locale());
            }
        });
        RightsReport report = files.check("acme-shop", TaskControl.UNATTENDED);
        assertEquals(List.of("rights.unchecked.noShell"), report.unchecked().stream().map(each -> each.key()).toList());
        assertFalse(report.summary().key().equals("rights.report.right"), "unknown is never green");
        assertTrue(report.looked() > 3);
    }
}
