package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nftables in a network namespace of the test: what a connection from a public address meets there. */
class NftablesListTest {
    private static final String CLIENT = "82.64.10.7";

    @TempDir
    Path folder;

    private TestNamespace net;
    private WhitelistRoom room;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        RealPeer.require("nft");
        net = TestNamespace.create();
        for (String address : List.of(CLIENT, "82.64.10.8", "82.64.10.9")) {
            net.run("ip", "address", "add", address + "/32", "dev", "lo");
        }
        net.run("ip", "address", "add", "2a01:e0a:1:2::7/128", "dev", "lo", "nodad");
        Path rules = Files.writeString(folder.resolve("rules.nft"), """
                table inet fw {
                    set allow4 { type ipv4_addr; flags interval; }
                    set allow6 { type ipv6_addr; flags interval; }
                    set deny4 { type ipv4_addr; flags timeout; elements = { 82.64.10.9 timeout 1h comment "scan" } }
                    chain in {
                        type filter hook input priority 0
                        ip saddr @deny4 drop
                        ip saddr @allow4 accept
                        ip6 saddr @allow6 accept
                        ip saddr 82.64.0.0/16 reject with tcp reset
                        ip6 saddr 2a01::/16 reject with tcp reset
                    }
                }
                """);
        net.run("nft", "-f", rules.toString());
        net.listen();
        room = new WhitelistRoom(folder, "");
        file = folder.resolve("tw.nft");
        room.server("web", new Whitelist("ids", "nftables", List.of(), file.toString(), List.of(), List.of(),
                List.of(), List.of("inet fw allow4", "inet fw allow6"), net.argv("nft")));
        room.seen("web", CLIENT, "82.64.10.8", "2a01:e0a:1:2::7");
    }

    @AfterEach
    void end() throws Exception {
        room.end();
        net.close();
    }

    @Test
    void anExemptedAddressPassesAndPassesNoLongerWhenItIsTakenOut() throws Exception {
        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        Applied added = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.DONE, added.status(), added.toString());
        assertTrue(net.reaches(CLIENT, "127.0.0.1"));
        assertFalse(net.reaches("82.64.10.8", "127.0.0.1"));
        assertTrue(Files.readString(file).contains("add element inet fw allow4 { " + CLIENT + " }\n"));
        Applied six = room.add(KARIM, Scope.IDS, "2a01:e0a:1:2::/64", "web");
        assertEquals(Status.DONE, six.status(), six.toString());
        assertTrue(net.reaches("2a01:e0a:1:2::7", "::1"));
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of(), lists.view("web", Scope.IDS).drift());
        net.run("nft", "flush", "set", "inet", "fw", "allow4");
        net.run("nft", "-f", file.toString());
        assertTrue(net.reaches(CLIENT, "127.0.0.1"), "the file alone brings it back after a restart");
        assertEquals(Status.DONE, lists.changes().remove("web", added.entry()).status());
        assertEquals(Status.DONE, lists.changes().remove("web", six.entry()).status());
        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        assertFalse(net.reaches("2a01:e0a:1:2::7", "::1"));
    }

    @Test
    void aRangeMakesRoomForTheAddressesThatWereSeen() throws Exception {
        Applied range = room.add(KARIM, Scope.IDS, "82.64.10.0/29", "web");
        assertEquals(Status.DONE, range.status(), range.toString());
        assertTrue(net.reaches(CLIENT, "127.0.0.1"));
        Whitelists lists = room.as(KARIM);
        Applied shorter = lists.changes().shorten("web", range.entry(), Instant.now().plus(Duration.ofDays(1)));
        assertEquals(Status.DONE, shorter.status(), shorter.toString());
        Applied reduced = lists.changes().reduce("web", range.entry(),
                new Usage(1, null, List.of(Cidr.of(CLIENT))));
        assertEquals(Status.DONE, reduced.status(), reduced.toString());
        assertTrue(net.reaches(CLIENT, "127.0.0.1"));
        assertFalse(net.run("nft", "list", "set", "inet", "fw", "allow4").contains("/29"));
        assertEquals(List.of(), lists.view("web", Scope.IDS).drift());
    }

    @Test
    void whatOverlapsByHandIsRefusedByTheKernelAndNothingChanges() throws Exception {
        net.run("nft", "add", "element", "inet", "fw", "allow4", "{ 82.64.10.0/29 }");
        List<Drift> drift = room.as(KARIM).view("web", Scope.IDS).drift();
        assertEquals(List.of(Drift.Kind.ONLY_RUNNING), drift.stream().map(Drift::kind).toList());
        assertEquals(Cidr.of("82.64.10.0/29"), drift.getFirst().cidr());
        Applied refused = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REFUSED, refused.status(), refused.toString());
        assertTrue(refused.reason().arguments().getFirst().toString().contains("overlaps"), refused.toString());
        assertFalse(Files.exists(file));
        net.run("nft", "delete", "table", "inet", "fw");
        Applied gone = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REFUSED, gone.status(), "the set is not there: " + gone);
        assertFalse(Files.exists(file));
    }

    @Test
    void aRuleThatNamesAnAddressIsABanToo() throws Exception {
        RealPeer.require("iptables");
        net.run("iptables", "-w", "-I", "INPUT", "-s", "82.64.10.8", "-j", "DROP");
        net.run("nft", "delete", "rule", "inet", "fw", "in", "handle", reject());
        assertFalse(net.reaches("82.64.10.8", "127.0.0.1"));
        Whitelists lists = room.as(KARIM);
        Ban ban = lists.banned("web").bans().stream().filter(b -> b.address().equals(Cidr.of("82.64.10.8")))
                .findFirst().orElseThrow();
        assertTrue(ban.list().startsWith("rule ip filter INPUT handle "), ban.list());
        Lifted lifted = lists.bans().unban("web", ban);
        assertTrue(lifted.done() && lifted.note() != null);
        assertTrue(net.reaches("82.64.10.8", "127.0.0.1"));
        assertFalse(lists.bans().unban("web", ban).done(), "lifted already");
        assertTrue(lists.bans().again(lifted));
        assertFalse(net.reaches("82.64.10.8", "127.0.0.1"));

        net.run("nft", "insert", "rule", "inet", "fw", "in", "ip", "saddr", "{ 82.64.10.7, 82.64.10.8 }", "drop");
        Ban several = lists.banned("web").bans().stream().filter(b -> b.address().equals(Cidr.of(CLIENT)))
                .findFirst().orElseThrow();
        assertEquals("ban.ruleOfSeveral",
                assertThrows(RemoteException.class, () -> lists.bans().unban("web", several)).text().key());
    }

    /** Handle of the rule that turns everybody of the test's network away. */
    private String reject() throws Exception {
        return net.run("nft", "-a", "list", "chain", "inet", "fw", "in").lines()
                .filter(line -> line.contains("82.64.0.0/16")).map(line -> line.replaceAll(".*# handle ", "").strip())
                .findFirst().orElseThrow();
    }

    @Test
    void aBanIsSeenWithItsEndAndLifted() throws Exception {
        Whitelists lists = room.as(KARIM);
        List<Ban> bans = lists.banned("web").bans();
        assertEquals(1, bans.size(), "a set that accepts is no ban, nor is a rule about a whole network");
        Ban ban = bans.getFirst();
        assertEquals(List.of("inet fw deny4", Cidr.of("82.64.10.9"), "scan"),
                List.of(ban.list(), ban.address(), ban.reason()));
        assertTrue(ban.until() != null && ban.since() != null && ban.since().isBefore(ban.until()));
        assertFalse(net.reaches("82.64.10.9", "127.0.0.1"));
        Lifted lifted = lists.bans().unban("web", ban);
        assertTrue(lifted.done());
        assertFalse(lists.bans().unban("web", ban).done());
        assertEquals(List.of(), lists.banned("web").bans());
        net.run("nft", "delete", "rule", "inet", "fw", "in", "handle", reject());
        assertTrue(net.reaches("82.64.10.9", "127.0.0.1"));
        assertTrue(lists.bans().again(lifted));
        assertFalse(net.reaches("82.64.10.9", "127.0.0.1"));
        Ban back = lists.banned("web").bans().getFirst();
        assertEquals("scan", back.reason());
        assertTrue(Duration.between(back.until(), ban.until()).abs().toSeconds() < 10, "its end is the same: " + back);
    }
}
