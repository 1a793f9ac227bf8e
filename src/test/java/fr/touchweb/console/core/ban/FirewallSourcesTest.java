package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestNamespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sets of ipset and rules of iptables in a network namespace, and what a connection meets there. */
class FirewallSourcesTest {
    private static final String CLIENT = "82.64.10.9";

    private final RemoteHost host = new LocalHost("web", new CommandJournal(Clock.systemUTC()));
    private TestNamespace net;

    @BeforeEach
    void start() throws Exception {
        RealPeer.require("iptables");
        net = TestNamespace.create();
        for (String address : List.of(CLIENT, "82.64.10.8", "82.64.10.7")) {
            net.run("ip", "address", "add", address + "/32", "dev", "lo");
        }
        net.run("ip", "address", "add", "2a01:e0a:1:2::7/128", "dev", "lo", "nodad");
        net.listen();
    }

    @AfterEach
    void end() throws Exception {
        net.close();
    }

    @Test
    void aMemberOfASetThatARuleDropsIsBanned() throws Exception {
        RealPeer.require("ipset");
        net.run("ipset", "create", "scan", "hash:ip", "timeout", "3600", "comment");
        net.run("ipset", "create", "nets", "hash:net");
        net.run("ipset", "create", "six", "hash:ip", "family", "inet6");
        net.run("ipset", "create", "friends", "hash:ip");
        net.run("ipset", "create", "f2b-sshd", "hash:ip");
        net.run("ipset", "add", "scan", CLIENT, "timeout", "600", "comment", "port scan");
        net.run("ipset", "add", "nets", "82.64.10.8/31");
        net.run("ipset", "add", "six", "2a01:e0a:1:2::7");
        net.run("ipset", "add", "friends", CLIENT);
        net.run("ipset", "add", "f2b-sshd", CLIENT);
        // A chain of the house that drops, as many firewalls have one.
        net.run("iptables", "-N", "AWAY");
        net.run("iptables", "-A", "AWAY", "-j", "DROP");
        net.run("iptables", "-A", "INPUT", "-m", "set", "--match-set", "friends", "src", "-p", "tcp", "--dport", "22",
                "-j", "ACCEPT");
        net.run("iptables", "-A", "INPUT", "-m", "set", "--match-set", "scan", "src", "-j", "AWAY");
        net.run("iptables", "-A", "INPUT", "-m", "set", "--match-set", "nets", "src", "-j", "DROP");
        net.run("iptables", "-A", "INPUT", "-m", "set", "--match-set", "f2b-sshd", "src", "-p", "tcp", "--dport", "22",
                "-j", "REJECT");
        net.run("ip6tables", "-A", "INPUT", "-m", "set", "--match-set", "six", "src", "-j", "DROP");
        IpsetSource source = new IpsetSource(net.argv(), Clock.systemUTC());
        assertEquals(List.of("f2b-sshd " + CLIENT, "nets 82.64.10.8/31", "scan " + CLIENT, "six 2a01:e0a:1:2::7"),
                source.banned(host).stream().map(ban -> ban.list() + " " + ban.address()).sorted().toList(),
                "a set that lets in is no ban");

        List<Ban> bans = source.bans(host, Cidr.of(CLIENT));
        assertEquals(List.of("f2b-sshd", "nets", "scan"), bans.stream().map(Ban::list).sorted().toList());
        Ban scan = named(bans, "scan");
        assertEquals("port scan", scan.reason());
        assertNotNull(scan.until());
        assertTrue(Duration.between(Instant.now(), scan.until()).toSeconds() > 500, scan.toString());
        Ban owned = named(bans, "f2b-sshd");
        assertFalse(owned.liftable());
        assertEquals("ban.ownedBy",
                assertThrows(RemoteException.class, () -> source.lift(host, owned)).text().key());

        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        Lift lift = source.lift(host, scan);
        assertTrue(lift.done());
        assertTrue(source.lift(host, named(bans, "nets")).done());
        assertTrue(net.reaches(CLIENT, "127.0.0.1"));
        assertFalse(source.lift(host, scan).done(), "lifted already");
        source.again(host, scan, lift);
        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        Ban back = named(source.bans(host, Cidr.of(CLIENT)), "scan");
        assertEquals("port scan", back.reason());
        assertTrue(Duration.between(back.until(), scan.until()).abs().toSeconds() < 10, "its end is the same: " + back);

        assertFalse(net.reaches("2a01:e0a:1:2::7", "::1"));
        assertTrue(source.lift(host, source.bans(host, Cidr.of("2a01:e0a:1:2::7")).getFirst()).done());
        assertTrue(net.reaches("2a01:e0a:1:2::7", "::1"));
    }

    @Test
    void aRuleOfIptablesIsBannedWhereNoNftTellsOfIt() throws Exception {
        net.run("iptables", "-A", "INPUT", "-s", "10.0.0.0/8", "-j", "DROP");
        net.run("iptables", "-A", "INPUT", "-s", CLIENT, "-p", "tcp", "--dport", "8080", "-m", "comment", "--comment",
                "called twice", "-j", "REJECT");
        net.run("iptables", "-A", "INPUT", "!", "-s", "82.64.10.8", "-p", "tcp", "--dport", "8443", "-j", "DROP");
        IptablesSource source = new IptablesSource(net.argv(), false);
        Ban ban = source.banned(host).getFirst();
        assertEquals(1, source.banned(host).size(),
                "neither a whole network nor everybody else is somebody");
        assertEquals(List.of(Cidr.of(CLIENT), "called twice"), List.of(ban.address(), ban.reason()));
        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        Lift lift = source.lift(host, ban);
        assertTrue(lift.done() && lift.note() != null);
        assertTrue(net.reaches(CLIENT, "127.0.0.1"));
        assertFalse(source.lift(host, ban).done(), "lifted already");
        source.again(host, ban, lift);
        assertFalse(net.reaches(CLIENT, "127.0.0.1"));
        assertEquals(List.of(ban), source.bans(host, Cidr.of(CLIENT)), "the same rule");

        IptablesSource older = new IptablesSource(net.argv(), true);
        assertEquals(List.of(), older.banned(host), "nft tells of it");
        net.run("iptables-legacy", "-A", "INPUT", "-s", "82.64.10.7", "-j", "DROP");
        assertFalse(net.reaches("82.64.10.7", "127.0.0.1"));
        Ban legacy = older.banned(host).getFirst();
        assertEquals("iptables-legacy filter INPUT -s 82.64.10.7/32 -j DROP", legacy.list());
        assertTrue(older.lift(host, legacy).done());
        assertTrue(net.reaches("82.64.10.7", "127.0.0.1"));
    }

    private static Ban named(List<Ban> bans, String list) {
        return bans.stream().filter(ban -> ban.list().equals(list)).findFirst().orElseThrow();
    }
}
