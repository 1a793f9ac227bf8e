package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.NADIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestFail2ban;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real fail2ban with a jail of its own: who is banned, unbanned, exempted and exempted no longer. */
class Fail2banListTest {
    private static final String CLIENT = "203.0.113.9";

    @TempDir
    Path folder;

    private TestFail2ban fail2ban;
    private WhitelistRoom room;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        fail2ban = TestFail2ban.start(folder.resolve("f2b"));
        room = new WhitelistRoom(folder, "");
        file = fail2ban.configuration().resolve("jail.d/zz-tw-console.local");
        room.server("web", new Whitelist("ids", "fail2ban", List.of(TestFail2ban.JAIL), file.toString(), List.of(),
                List.of(), List.of(), List.of(), fail2ban.client()));
        room.server("told", List.of(new Server.Log("bans", folder.resolve("f2b/fail2ban.log").toString(), "fail2ban")));
        room.seen("web", CLIENT);
    }

    @AfterEach
    void stop() throws Exception {
        room.end();
        fail2ban.close();
    }

    @Test
    void aClientIsUnbannedThenExemptedThenBannedAgain() throws Exception {
        fail2ban.fail(CLIENT);
        Await.until("banned", () -> fail2ban.bans(CLIENT));
        Whitelists lists = room.as(KARIM);
        Ban ban = lists.banned("web").bans().getFirst();
        assertEquals(Cidr.of(CLIENT), ban.address());
        assertEquals(TestFail2ban.JAIL, ban.list());
        assertTrue(ban.since() != null && Duration.between(ban.since(), Instant.now()).abs().toMinutes() < 2);
        assertEquals(Duration.ofHours(1), Duration.between(ban.since(), ban.until()));
        assertEquals(3, lists.assess(CLIENT, List.of("web"), Scope.IDS).tier().number(), "banned in the last 30 days");
        String hour = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC)
                .format(ban.since());
        assertTrue(bannedFact(lists, "web").contains(CLIENT + " (" + TestFail2ban.JAIL + ", " + hour + " UTC)"),
                bannedFact(lists, "web"));

        Lifted lifted = lists.bans().unban("web", ban);
        assertTrue(lifted.done());
        assertFalse(lists.bans().unban("web", ban).done(), "it was lifted already");
        assertFalse(fail2ban.bans(CLIENT));
        assertEquals("", bannedFact(lists, "web"));
        assertTrue(bannedFact(lists, "told").contains(hour), "over now, a log that is named tells the hour");
        assertTrue(lists.bans().again(lifted), "put back within ten seconds");
        assertTrue(String.valueOf(lists.bans().backByHand(lifted)).endsWith(" set web banip " + CLIENT));
        assertTrue(fail2ban.bans(CLIENT));
        assertFalse(lists.bans().again(lifted), "once");
        assertTrue(lists.bans().unban("web", ban).done());
        assertFalse(fail2ban.bans(CLIENT));

        Applied added = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.DONE, added.status(), added.toString());
        assertTrue(fail2ban.ignores(CLIENT), "at once");
        assertTrue(fail2ban.ignores("127.0.0.0/8"), "what the jail ignored by itself stays");
        fail2ban.reload();
        assertTrue(fail2ban.ignores(CLIENT) && fail2ban.ignores("127.0.0.0/8"),
                "and after a reload: " + Files.readString(file));
        fail2ban.fail(CLIENT);
        Await.until("fail2ban says that it ignored it",
                () -> fail2ban.log().contains("Ignore " + CLIENT + " by ip"));
        assertFalse(fail2ban.bans(CLIENT));
        assertEquals(List.of(), lists.view("web", Scope.IDS).drift());

        assertEquals(Status.DONE, lists.changes().remove("web", added.entry()).status());
        assertFalse(fail2ban.ignores(CLIENT));
        fail2ban.fail(CLIENT);
        Await.until("banned again", () -> fail2ban.bans(CLIENT));
    }

    @Test
    void aBanThatComesBackStandsInTheJournal() throws Exception {
        fail2ban.run("set", TestFail2ban.JAIL, "banip", CLIENT);
        Whitelists lists = room.as(KARIM);
        Lifted lifted = lists.bans().unban("web", lists.banned("web", Cidr.of(CLIENT)).bans().getFirst());
        BanWatch.Watched watched = lists.bans().watch(List.of(lifted), time -> {
            try {
                fail2ban.run("set", TestFail2ban.JAIL, "banip", CLIENT);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, now -> {});
        assertEquals(TestFail2ban.JAIL, Objects.requireNonNull(watched.back()).list());
        assertEquals(1, room.journal.newest(new JournalWords("banned-again"), 5).size());
    }

    private static String bannedFact(Whitelists lists, String server) throws Exception {
        return lists.assess(CLIENT, List.of(server), Scope.IDS).facts().stream()
                .filter(fact -> fact.code().equals("banned")).map(fact -> fact.text().arguments().toString())
                .findFirst()
                .orElse("");
    }

    @Test
    void exemptingABannedAddressLiftsItsBanToo() throws Exception {
        fail2ban.run("set", TestFail2ban.JAIL, "banip", CLIENT);
        Applied asked = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REQUESTED, asked.status());
        assertTrue(fail2ban.bans(CLIENT), "nothing happens before the second person agrees");
        Whitelists nadia = room.as(NADIA);
        Applied agreed = nadia.changes().add(room.agreed(nadia, "web", asked.entry())).getFirst();
        assertEquals(Status.DONE, agreed.status(), agreed.toString());
        assertTrue(fail2ban.ignores(CLIENT));
        assertFalse(fail2ban.bans(CLIENT), "an exemption alone would have left the ban in force");
    }

    @Test
    void whatOnlyTheDaemonHoldsIsDrift() throws Exception {
        fail2ban.run("set", TestFail2ban.JAIL, "addignoreip", "198.51.100.77");
        Applied added = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.DONE, added.status());
        assertTrue(fail2ban.ignores("198.51.100.77"), "not written over");
        fail2ban.run("set", TestFail2ban.JAIL, "delignoreip", CLIENT);
        List<Drift> drift = room.as(KARIM).view("web", Scope.IDS).drift();
        assertEquals(List.of(Drift.Kind.ONLY_RUNNING, Drift.Kind.NOT_RUNNING),
                drift.stream().map(Drift::kind).toList(), drift.toString());
    }

    @Test
    void aConfigurationThatWasInvalidAlreadyIsToldAndNothingChanges() throws Exception {
        Path broken = Files.writeString(fail2ban.configuration().resolve("jail.d/other.local"),
                "[other]\nenabled = true\nfilter = there-is-none\nlogpath = /dev/null\n");
        Applied refused = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REFUSED, refused.status(), refused.toString());
        assertTrue(refused.reason().arguments().getFirst().toString().contains("there-is-none"), refused.toString());
        assertFalse(Files.exists(file));
        assertFalse(fail2ban.ignores(CLIENT));
        Files.delete(broken);
        assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, CLIENT, "web").status());
    }

    @Test
    void aDaemonThatIsDownRefusesAndNothingIsWritten() throws Exception {
        fail2ban.close();
        Whitelists lists = room.as(KARIM);
        assertTrue(lists.banned("web").silent().containsKey("fail2ban"), "not: nobody is banned");
        Applied applied = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.ROLLED_BACK, applied.status(), applied.toString());
        assertFalse(Files.exists(file));
    }
}
