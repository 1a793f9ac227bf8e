package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.JEANNE;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.Restriction.Result;
import fr.touchweb.console.core.whitelist.Restriction.Verdict;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real front end restricts, tried from addresses that are on its list and from one that is not. */
class RestrictionsTest {
    private static final String STRANGER = "127.0.0.88";

    @TempDir
    Path folder;

    private WhitelistRoom room;
    private Path list;
    private int port;
    private @Nullable Process haproxy;

    @BeforeEach
    void room() throws Exception {
        RealPeer.require("curl");
        room = new WhitelistRoom(folder, "");
        list = Files.writeString(folder.resolve("bo.acl"), "127.0.0.1\n");
        port = freePort();
        // Another server asks from another address than this machine does.
        Map<String, RemoteHost> hosts = Map.of("web", machine("web", null), "peer", machine("peer", STRANGER));
        room.hosts = server -> hosts.get(server.id());
    }

    @AfterEach
    void end() throws Exception {
        room.end();
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
    }

    @Test
    void aBackOfficeIsRestrictedOnlyWhereAStrangerIsTurnedAway() throws Exception {
        room.server("web", backOffice(true));
        room.neighbour("peer", STRANGER);
        frontEnd("http-request deny if { path_beg /admin } !{ src -f " + list + " }");
        Restriction found = find(Scope.BACKOFFICE);
        assertEquals(Verdict.RESTRICTED, found.verdict(), found.toString());
        assertEquals(List.of("null true IN", "web true IN", "peer false OUT"), found.trials().stream()
                .map(trial -> trial.from() + " " + trial.listed() + " " + trial.result()).toList());
        assertEquals(1, found.listed());

        frontEnd("http-request return status 200");
        Restriction open = find(Scope.BACKOFFICE);
        assertEquals(Verdict.OPEN, open.verdict(), open.toString());
        assertEquals("whitelist.restriction.open.mfa", open.text().key(), "its second factor is declared");

        frontEnd("http-request deny");
        Restriction shut = find(Scope.BACKOFFICE);
        assertEquals(Verdict.UNKNOWN, shut.verdict(), "nobody comes in: a restriction or an outage");
        assertTrue(shut.notes().stream().anyMatch(note -> note.key().equals("whitelist.restriction.nobodyIn")));
        haproxy.destroyForcibly().waitFor();
        assertEquals(Verdict.UNKNOWN, find(Scope.BACKOFFICE).verdict());
    }

    @Test
    void withoutAStrangerOrAnAddressToTryNothingIsKnown() throws Exception {
        room.server("web", backOffice(false), WhitelistRoom.list(Scope.PMA, "file", list, List.of(), List.of(),
                List.of()));
        frontEnd("http-request return status 200");
        Restriction alone = find(Scope.BACKOFFICE);
        assertEquals(Verdict.UNKNOWN, alone.verdict(), alone.toString());
        assertTrue(alone.notes().stream().anyMatch(note -> note.key().equals("whitelist.restriction.noStranger")));
        Restriction pma = find(Scope.PMA);
        assertEquals("whitelist.restriction.noUrl", pma.notes().getFirst().key());
        assertEquals(Verdict.UNKNOWN, pma.verdict());
    }

    @Test
    void sshThatGreetsAStrangerIsOpen() throws Exception {
        Files.writeString(list, "203.0.113.9\n");
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            int ssh = sshd.target("web").port();
            room.server("web", new Whitelist("ssh", "file", List.of(), list.toString(), List.of(), List.of(),
                    List.of(), List.of(), List.of(), null, "ssh://127.0.0.1:" + ssh, null));
            room.neighbour("peer", STRANGER);
            Restriction open = find(Scope.SSH);
            assertEquals(Verdict.OPEN, open.verdict(), open.toString());
            assertTrue(open.trials().stream().allMatch(trial -> trial.result() == Result.IN), open.toString());
        }
        Restriction down = find(Scope.SSH);
        assertEquals(Verdict.UNKNOWN, down.verdict(), down.toString());
        assertTrue(down.trials().stream().allMatch(trial -> trial.result() == Result.OUT), down.toString());
    }

    @Test
    void aWaiverSaysWhoWantedADoorOpenAndOpensNothing() throws Exception {
        room.server("web", backOffice(false));
        Whitelists karim = room.as(KARIM);
        String before = Files.readString(list);
        assertEquals(Status.REFUSED, karim.waivers().add("web", Scope.BACKOFFICE, " ", "courriel").status());
        assertEquals(Decision.denied("whitelist.refused.notAdmin"), room.as(JEANNE).waivers().may());
        assertEquals(Status.REFUSED,
                room.as(JEANNE).waivers().add("web", Scope.BACKOFFICE, "Mme Roy", "courriel").status());
        Applied noted = karim.waivers().add("web", Scope.BACKOFFICE, "Mme Roy, gérante", "courriel du 12/11");
        assertEquals(Status.DONE, noted.status(), noted.toString());
        assertEquals("Mme Roy, gérante", find(Scope.BACKOFFICE).waiver().who());
        assertEquals(before, Files.readString(list));
        assertEquals(Status.DONE, karim.waivers().end("web", Scope.BACKOFFICE).status());
        assertEquals(Status.CONFLICT, karim.waivers().end("web", Scope.BACKOFFICE).status());
        assertEquals(null, find(Scope.BACKOFFICE).waiver());
        assertEquals("klenoir", karim.waivers().read("web").all().getFirst().endedBy(), "it stays on record");
        assertEquals(List.of("whitelist-waiver", "whitelist-waiver", "whitelist-waiver", "whitelist-waiver-end",
                "whitelist-waiver-end"), room.journal.newest(9).stream().map(entry -> entry.action()).toList());
    }

    private Restriction find(Scope scope) throws Exception {
        return room.as(KARIM).restrictions().of("web", scope);
    }

    private Whitelist backOffice(boolean mfa) {
        return new Whitelist("backoffice", "file", List.of(), list.toString(), List.of(), List.of(), List.of(),
                List.of(), List.of(), null, "http://127.0.0.1:" + port + "/admin", mfa ? true : null);
    }

    private void frontEnd(String rule) throws Exception {
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
        Path config = Files.writeString(folder.resolve("h.cfg"), """
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 5s
                    timeout server 5s
                frontend web
                    bind 127.0.0.1:%d
                    %s
                    http-request return status 200
                """.formatted(port, rule));
        haproxy = new ProcessBuilder(RealPeer.require("haproxy").toString(), "-f", config.toString(), "-db")
                .redirectErrorStream(true).redirectOutput(folder.resolve("h.log").toFile()).start();
        Await.until("HAProxy listens", () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return true;
            } catch (IOException _) {
                return false;
            }
        });
    }

    private RemoteHost machine(String id, @Nullable String from) {
        return new BareHost(new LocalHost(id, room.commands)) {
            @Override
            public CommandResult run(Command command) throws RemoteException, InterruptedException {
                List<String> argv = new ArrayList<>(List.of("env", "SSH_CONNECTION=127.0.0.1 40000 127.0.0.1 22"));
                argv.addAll(command.argv());
                if (from != null && command.argv().getFirst().equals("curl")) {
                    argv.addAll(3, List.of("--interface", from));
                }
                if (command.argv().equals(List.of("hostname", "-I"))) {
                    argv = List.of("echo", from == null ? "127.0.0.1" : from);
                }
                return super.run(new Command(argv, command.stdin(), command.limit(), command.outputLimit()));
            }
        };
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
