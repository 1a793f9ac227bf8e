package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Known;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who used an entry, read from logs as web servers, HAProxy, fail2ban and sshd write them. */
class UsageTest {
    @TempDir
    Path folder;

    private WhitelistRoom room;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        room = new WhitelistRoom(folder, "");
        Path file = Files.writeString(folder.resolve("allow.conf"), "");
        room.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
        server = room.fleet().server("web").orElseThrow();
    }

    @AfterEach
    void end() throws Exception {
        room.end();
    }

    private Map<String, Usage> read(List<Entry> entries) throws Exception {
        UsageReader reader = new UsageReader(room.as(KARIM).lists("web"), List.of(folder + "/*.log", folder + "/*.gz"),
                room.policy.whitelist());
        Known<Map<String, Usage>> known = reader.read(entries);
        return known.found().orElseThrow(() -> new AssertionError(known.toString()));
    }

    private static Entry entry(String id, String cidr) {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        return new Entry(id, Scope.IDS, null, Cidr.of(cidr), Entry.Kind.OFFICE, "r", "t", "klenoir", null, now,
                now.plus(Duration.ofDays(300)), Entry.State.ACTIVE, 0, null, 0);
    }

    @Test
    void everyFormOfLogTellsWhoCame() throws Exception {
        Files.writeString(folder.resolve("access.log"), """
                203.0.113.7 - - [25/Nov/2026:12:00:00 +0100] "GET / HTTP/1.1" 200 12 "-" "x 198.51.100.9 y"
                www.shop.test 203.0.113.7 - - [25/Nov/2026:12:00:09 +0100] "GET / HTTP/1.1" 200 12
                2001:db8:1:2::9 - - [25/Nov/2026:12:00:00 +0100] "GET / HTTP/1.1" 200 12
                2001:db8:1:2::a - - [25/Nov/2026:12:00:01 +0100] "GET / HTTP/1.1" 200 12
                203.0.114.7 - - [25/Nov/2026:12:00:00 +0100] "GET /203.0.113.9 HTTP/1.1" 200 12
                1203.0.113.7 is no address, and neither is :::: or this: \\[
                """);
        Files.writeString(folder.resolve("haproxy.log"), "Nov 25 12:00:00 web haproxy[812]: 203.0.113.23:50412 "
                + "[25/Nov/2026:12:00:05.120] https~ shop/web1 0/0/0/4/4 200 512 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"\n");
        try (GZIPOutputStream old = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.1.gz")))) {
            old.write("203.0.113.8 - - [20/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n".getBytes());
        }
        Map<String, Usage> use = read(List.of(entry("range", "203.0.113.0/27"), entry("one", "203.0.113.7"),
                entry("six", "2001:db8:1:2::/64"), entry("nobody", "192.0.2.0/28")));
        assertEquals(List.of("203.0.113.7", "203.0.113.8", "203.0.113.23"),
                use.get("range").addresses().stream().map(Cidr::toString).toList());
        assertEquals(4, use.get("range").hits());
        assertEquals(new Usage(2, Instant.parse("2026-11-25T11:00:09Z"), List.of(Cidr.of("203.0.113.7"))),
                use.get("one"));
        assertEquals(List.of(Cidr.of("2001:db8:1:2::/64")), use.get("six").addresses(), "a household counts once");
        assertEquals(Usage.NONE, use.get("nobody"));
    }

    @Test
    void whatTheDaemonSparedCountsBeforeWhatWasAskedFor() throws Exception {
        Files.writeString(folder.resolve("access.log"), """
                203.0.113.7 - - [25/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 12
                """.repeat(5));
        Files.writeString(folder.resolve("fail2ban.log"), """
                2026-11-25 12:34:56,789 fail2ban.filter [91]: INFO [web] Ignore 203.0.113.7 by ip
                2026-11-25 12:35:56,789 fail2ban.filter [91]: INFO [web] Ignore 203.0.113.8 by ip
                2026-11-25 12:35:57,000 fail2ban.filter [91]: INFO [web] Found 203.0.113.9 - 2026-11-25 12:35:57
                """);
        Files.writeString(folder.resolve("auth.log"), """
                2026-11-25T13:00:00.000000+00:00 web sshd[7]: Accepted publickey for x from 203.0.113.10 port 5 ssh2
                2026-11-25T13:00:00.000000+00:00 web sshd[7]: Failed password for x from 203.0.113.11 port 5 ssh2
                """);
        Usage use = read(List.of(entry("range", "203.0.113.0/28"))).get("range");
        assertEquals(2, use.hits(), use.toString());
        assertEquals(List.of("203.0.113.7", "203.0.113.8", "203.0.113.10"),
                use.addresses().stream().map(Cidr::toString).toList());
        assertEquals(Instant.parse("2026-11-25T13:00:00Z"), use.last());
    }

    /** What was let in by one jail and banned by another, or by one that bans all the same, attacked from inside. */
    @Test
    void bansInsideAnEntryAfterItLetThemInAreAnAttack() throws Exception {
        Files.writeString(folder.resolve("fail2ban.log"), """
                2026-10-31 12:00:00,789 fail2ban.actions [91]: NOTICE [web] Ban 203.0.113.7
                2026-11-24 12:00:00,789 fail2ban.actions [91]: NOTICE [sshd] Ban 203.0.113.9
                2026-11-25 12:34:56,789 fail2ban.actions [91]: NOTICE [sshd] Restore Ban 203.0.113.9
                2026-11-25 12:34:57,000 fail2ban.actions [91]: NOTICE [sshd] Ban 203.0.113.99
                2026-11-25 13:00:00,100 fail2ban.actions [91]: NOTICE [sshd] Ban 203.0.113.10
                2026-11-25 13:00:00,100 fail2ban.actions [91]: NOTICE [sshd] Unban 203.0.113.10
                """);
        LogTimes times = new LogTimes(room.as(KARIM).host("web").capabilities().zone());
        Map<String, Usage> use = read(List.of(entry("range", "203.0.113.0/28"), entry("one", "203.0.113.7")));
        assertEquals(
                new Usage(0, null, List.of(),
                        new Attack(2, Objects.requireNonNull(times.read("2026-11-25 13:00:00,000")))),
                use.get("range"), "who was banned did not use it");
        assertNull(use.get("one").attack(), "that ban is older than the entry");
        Entry known = use.get("range").of(entry("range", "203.0.113.0/28"));
        UseFile kept = UseFile.read(UseFile.read(null).with(use, Register.EMPTY.with(known), Duration.ofMinutes(1)));
        assertEquals(known.attack(), kept.into(Register.EMPTY.with(entry("range", "203.0.113.0/28"))).entries()
                .getFirst().attack(), "it stays when the logs are turned over");
    }

    @Test
    void withoutALogNothingIsKnown() throws Exception {
        UsageReader reader = new UsageReader(room.as(KARIM).lists("web"), List.of(folder + "/nothing*"),
                room.policy.whitelist());
        assertInstanceOf(Known.Unknown.class, reader.read(List.of(entry("range", "203.0.113.0/28"))));
    }

    @Test
    void theRegisterKeepsWhatTheLogsForget() {
        Entry known = entry("e", "203.0.113.0/28").withUse(9, Instant.parse("2026-11-10T00:00:00Z"), 3);
        Entry after = new Usage(2, null, List.of(Cidr.of("203.0.113.1"))).of(known);
        assertEquals(9, after.hits());
        assertEquals(3, after.seen());
        assertEquals(Instant.parse("2026-11-10T00:00:00Z"), after.lastHit());
        assertNull(new LogTimes("Mars/Olympus").read("yesterday"));
        assertTrue(server.whitelists().size() == 1);
    }

    @Test
    void addressesAreLookedForByWholeOctetsAndGroups() {
        assertEquals(List.of("203.0.113", "203.0.113.7", "203.0", "", "2001:db8:1:2", "2001:db8"),
                List.of("203.0.113.0/27", "203.0.113.7", "203.0.0.0/20", "128.0.0.0/4", "2001:db8:1:2::/64",
                        "2001:db8::/48").stream().map(text -> UsageReader.beginning(Cidr.of(text))).toList());
    }
}
