package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.JEANNE;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.NADIA;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.confirm.Accident;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Tier;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RealPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register and a plain list on this machine, through the scripts that run on servers. */
class WhitelistsTest {
    @TempDir
    Path folder;

    private WhitelistRoom room;
    private Path file;

    @BeforeEach
    void server() throws Exception {
        RealPeer.require("flock");
        room = new WhitelistRoom(folder, "");
        file = folder.resolve("allow.conf");
        Files.writeString(file, "# written by hand\n203.0.113.99\n");
        room.server("web", list(Scope.IDS, "file", file,
                List.of("sh", "-c", "! grep -q WRONG \"$0\"", file.toString()),
                List.of("cp", file.toString(), folder.resolve("running").toString()), List.of("true")));
        room.seen("web", "203.0.113.7", "203.0.113.23", "203.0.113.8");
    }

    @AfterEach
    void end() throws Exception {
        room.end();
    }

    @Test
    void anAddressIsLetInAndTakenOutAgain() throws Exception {
        Applied added = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        assertEquals(Status.DONE, added.status(), added.toString());
        assertEquals(List.of("received", "locked", "guarded", "written", "valid", "live", "probed"), added.steps());
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.getFirst().startsWith("# tw id=" + added.entry() + " until="), lines.toString());
        assertEquals(List.of("203.0.113.7", "# written by hand", "203.0.113.99"), lines.subList(1, 4));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("running")));
        ListView view = room.as(KARIM).view("web", Scope.IDS);
        Entry entry = view.active().getFirst();
        assertEquals("klenoir", entry.author());
        assertEquals(Cidr.of("203.0.113.7"), entry.cidr());
        assertEquals(List.of(new Drift(Drift.Kind.FOREIGN, "file", file.toString(), Cidr.of("203.0.113.99"), null)),
                view.drift());
        assertEquals(Status.DONE, room.as(KARIM).changes().remove("web", entry.id()).status());
        assertEquals("# written by hand\n203.0.113.99\n", Files.readString(file));
        assertEquals(Entry.State.REVOKED, room.as(KARIM).view("web", Scope.IDS).entries().getFirst().state());
        assertEquals(Status.CONFLICT, room.as(KARIM).changes().remove("web", entry.id()).status());
    }

    @Test
    void thirtyRangesOfOneAuthorNeedASecondPersonEachTime() throws Exception {
        byte[] before = Files.readAllBytes(file);
        for (int i = 0; i < 30; i++) {
            Applied applied = room.add(KARIM, Scope.IDS, "198.18." + i + ".0/24", "web");
            assertEquals(Status.REQUESTED, applied.status(), "range " + i + " " + applied);
        }
        assertArrayEquals(before, Files.readAllBytes(file), "not one of them is in the list");
        assertEquals(30, room.as(NADIA).requests(List.of("web")).size());
    }

    @Test
    void theJournalKnowsWhatWasAskedLately() throws Exception {
        Whitelists lists = room.as(KARIM);
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Confirmation confirmation = lists
                    .confirm(room.request(lists, Scope.IDS, "198.18." + i + ".0/24", Duration.ofDays(7), "web"));
            confirmation.press(Button.CONTINUE);
            kinds.add(confirmation.asked().orElseThrow().kind());
            confirmation.happened(Accident.DISCONNECTED);
        }
        assertEquals(List.of("addresses", "thirdByte", "thirdByte"), kinds);
        assertTrue(room.journal.newest(1).getFirst().detail().contains("\"asked\":\"thirdByte\",\"answer\":\"2\""));
    }

    @Test
    void rangesThatAreSmallAddUpToo() throws Exception {
        List<Status> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(room.add(JEANNE, Scope.IDS, "198.18.0." + 16 * i + "/28", "web").status());
        }
        assertEquals(List.of(Status.DONE, Status.DONE, Status.DONE, Status.DONE, Status.REQUESTED, Status.REQUESTED),
                statuses, "64 addresses of support are four times 16");
        assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "198.18.1.0/28", "web").status(),
                "the budget is each person's own");
    }

    @Test
    void aSecondPersonAgreesOnTheirOwnScreenAndNeverToTheirOwn() throws Exception {
        Applied asked = room.add(KARIM, Scope.IDS, "198.18.0.0/24", "web");
        String id = asked.entry();
        assertThrows(RemoteException.class, () -> room.as(KARIM).approve("web", id), "not one's own");
        assertThrows(RemoteException.class, () -> room.as(JEANNE).approve("web", id), "not by support");
        assertFalse(Files.readString(file).contains("198.18"));
        Whitelists nadia = room.as(NADIA);
        Confirmed agreed = room.agreed(nadia, "web", id);
        assertEquals(Status.DONE, nadia.changes().add(agreed).getFirst().status());
        Entry entry = nadia.view("web", Scope.IDS).active().getFirst();
        assertEquals("klenoir", entry.author());
        assertEquals("nbensaid", entry.approver());
        assertTrue(Files.readString(file).contains("\n198.18.0.0/24\n"));
        assertThrows(RemoteException.class, () -> nadia.approve("web", id), "agreed once");
        String second = room.add(KARIM, Scope.IDS, "198.18.1.0/24", "web").entry();
        assertEquals(Status.DONE, nadia.changes().refuse("web", second).status());
        assertEquals(Entry.State.REFUSED, nadia.view("web", Scope.IDS).entries().getFirst().state());
    }

    @Test
    void whatIsNotConfirmedLeavesTheServerByteIdentical() throws Exception {
        room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        String before = hashes();
        Whitelists lists = room.as(KARIM);
        for (Accident accident : Accident.values()) {
            for (boolean second : List.of(false, true)) {
                HandClock hand = new HandClock(Instant.now());
                AddRequest request = room.request(lists, Scope.IDS, "198.18.0.0/25", Duration.ofDays(7), "web");
                Confirmation confirmation = Confirmation.of(request, room.policy.whitelist(), hand, List.of());
                hand.pass(Duration.ofSeconds(2));
                if (second) {
                    confirmation.press(Button.CONTINUE);
                    hand.pass(Duration.ofSeconds(2));
                    confirmation.type("128");
                }
                confirmation.happened(accident);
                confirmation.press(Button.CLOSE);
                assertTrue(confirmation.confirmed().isEmpty());
                assertEquals(before, hashes(), accident + " at " + (second ? "the second step" : "the card"));
            }
        }
        lists.changes().plans(room.request(lists, Scope.IDS, "198.18.0.0/25", Duration.ofDays(7), "web"));
        assertEquals(before, hashes(), "a plan is only words");
    }

    @Test
    void ofTwoConsolesOneWinsAndTheOtherIsToldWhatChanged() throws Exception {
        WhitelistRoom second = new WhitelistRoom(folder, "");
        second.server("web", list(Scope.IDS, "file", file, List.of(), List.of(), List.of()));
        AtomicBoolean between = new AtomicBoolean();
        RemoteHost machine = second.hosts.apply(second.fleet().server("web").orElseThrow());
        // Between what this console has read and what it writes, the other one is quicker.
        second.hosts = _ -> new BareHost(machine) {
            @Override
            public CommandResult run(Command command) throws RemoteException, InterruptedException {
                if (command.argv().stream().anyMatch(word -> word.endsWith("apply.sh"))
                        && command.stdin().length > 0 && !between.getAndSet(true)) {
                    try {
                        assertEquals(Status.DONE, room.add(NADIA, Scope.IDS, "203.0.113.8", "web").status());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
                return super.run(command);
            }
        };
        Applied late = second.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        assertEquals(Status.CONFLICT, late.status(), late.toString());
        assertEquals(List.of("203.0.113.8 added by nbensaid (Active)"),
                late.difference().stream().map(new Texts(Language.ENGLISH)::get).toList());
        assertFalse(Files.readString(file).contains("203.0.113.7"));
        assertEquals(List.of(Cidr.of("203.0.113.8")),
                room.as(KARIM).view("web", Scope.IDS).active().stream().map(Entry::cidr).toList(),
                "nothing of the other's is lost");
        assertEquals(Status.DONE, second.add(KARIM, Scope.IDS, "203.0.113.7", "web").status(), "once read again");
    }

    @Test
    void whatCannotLiveIsPutBackAsItWas() throws Exception {
        Files.writeString(file, "# WRONG already\n");
        String before = hashes();
        Applied invalid = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        assertEquals(Status.REFUSED, invalid.status(), invalid.toString());
        assertEquals(before, hashes());
        WhitelistRoom other = new WhitelistRoom(folder.resolve("other"), "");
        Path list = Files.writeString(folder.resolve("other/allow.conf"), "\n");
        Path flag = folder.resolve("other/up");
        other.server("web", list(Scope.IDS, "file", list, List.of("true"), List.of("true"),
                List.of("test", "-e", flag.toString())));
        other.seen("web", "203.0.113.7");
        Applied dead = other.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        assertEquals(Status.ROLLED_BACK, dead.status(), dead.toString());
        assertEquals("\n", Files.readString(list));
        assertTrue(other.as(KARIM).view("web", Scope.IDS).entries().isEmpty(), "the register went back with it");
        Files.createFile(flag);
        assertEquals(Status.DONE, other.add(KARIM, Scope.IDS, "203.0.113.7", "web").status());
        other.end();
    }

    @Test
    void whoComesByAnEntryAloneIsToldBeforeItGoes() throws Exception {
        room.bastion("acme-bastion", "203.0.113.8");
        room.seen("web", "203.0.113.8", "203.0.113.7");
        Applied added = room.add(KARIM, Scope.IDS, "203.0.113.8", "web");
        Whitelists lists = room.as(KARIM);
        Assessment card = lists.assess("203.0.113.8", List.of("web"), Scope.IDS);
        assertTrue(card.fact("bastion").isPresent(), card.facts().toString());
        assertEquals(List.of("whitelist.removal.bastion"),
                lists.removal("web", added.entry()).stream().map(fact -> fact.text().key()).toList());
        Applied wide = room.add(KARIM, Scope.IDS, "203.0.113.8/31", "web");
        assertEquals(List.of(), lists.removal("web", added.entry()), "the wider one lets it in too");
        assertEquals(Status.DONE, lists.changes().remove("web", wide.entry()).status(), "it warns and does not refuse");
        assertEquals(List.of(), lists.removal("web", wide.entry()), "it is gone already");
    }

    @Test
    void anAddressThatIsLetInElsewhereIsTold() throws Exception {
        Path other = Files.writeString(folder.resolve("ssh.conf"), "");
        room.server("pp", list(Scope.PMA, "file", other, List.of(), List.of(), List.of()));
        room.seen("pp", "203.0.113.7");
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of("elsewhere"), lists.assess("203.0.113.7", List.of("web"), Scope.IDS).facts().stream()
                .filter(fact -> !fact.known()).map(fact -> fact.about()).filter("elsewhere"::equals).toList(),
                "nobody has read the other server yet");
        assertEquals(Status.DONE, lists.changes().add(room.confirmed(
                room.request(lists, Scope.PMA, "203.0.113.7", Duration.ofDays(7), "pp"))).getFirst().status());
        Assessment now = lists.assess("203.0.113.0/30", List.of("web"), Scope.IDS);
        assertTrue(now.fact("elsewhere").isEmpty(), "7 is not in 0 to 3");
        now = lists.assess("203.0.113.4/30", List.of("web"), Scope.IDS);
        assertTrue(new Texts(Language.ENGLISH).get(now.fact("elsewhere").orElseThrow().text())
                .contains("pp pma 203.0.113.7"), now.facts().toString());
    }

    @Test
    void aWiderEntryThatLastsReplacesTheNarrowOnesAndNoOther() throws Exception {
        room.seen("web", "203.0.113.7", "203.0.113.8", "203.0.113.9");
        String narrow = room.add(KARIM, Scope.IDS, "203.0.113.8", "web").entry();
        Whitelists lists = room.as(KARIM);
        assertEquals(Status.DONE, lists.changes().add(room.confirmed(
                room.request(lists, Scope.IDS, "203.0.113.9", Duration.ofDays(20), "web"))).getFirst().status());
        assertEquals(List.of(), lists.view("web", Scope.IDS).replaced());
        lists.changes().shorten("web", narrow, Instant.now().plus(Duration.ofDays(1)));
        assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "203.0.113.8/31", "web").status());
        assertEquals(List.of(narrow), lists.view("web", Scope.IDS).replaced().stream().map(Entry::id).toList(),
                "what lasts longer than the wide one is still needed");
        assertEquals(Status.DONE, lists.changes().remove("web", narrow).status());
        assertTrue(Files.readString(file).contains("203.0.113.8/31"));
    }

    /** An access is given with a password: when it is over, by its end or before it, that is to be changed (L41). */
    @Test
    void aPasswordGivenWithAnAccessStaysToBeChangedUntilSomebodySaysSo() throws Exception {
        Path pma = Files.writeString(folder.resolve("pma.conf"), "");
        room.server("pp", list(Scope.PMA, "file", pma, List.of(), List.of(), List.of()));
        room.seen("pp", "203.0.113.7", "203.0.113.8");
        String gone = room.add(KARIM, Scope.PMA, "203.0.113.7", "pp").entry();
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of(), lists.view("pp", Scope.PMA).toRotate());
        Applied removed = lists.changes().remove("pp", gone);
        Entry over = lists.view("pp", Scope.PMA).toRotate().getFirst();
        assertEquals(gone, over.id());
        assertEquals("klenoir", over.ended().by());
        assertEquals(Status.DONE, lists.changes().undo(removed).status());
        assertEquals(List.of(), lists.view("pp", Scope.PMA).toRotate(), "the access is not over");
        assertEquals(Status.CONFLICT, lists.changes().rotated("pp", gone).status());
        lists.changes().remove("pp", gone);
        Applied ticked = lists.changes().rotated("pp", gone);
        assertEquals(Status.DONE, ticked.status(), ticked.toString());
        assertEquals(List.of(), lists.view("pp", Scope.PMA).toRotate());
        assertEquals("klenoir", lists.register("pp").entry(gone).orElseThrow().rotated().by());
        assertEquals("whitelist-rotated", room.journal.newest(1).getFirst().action());
        assertEquals(Status.DONE, lists.changes().undo(ticked).status());
        assertEquals(1, lists.view("pp", Scope.PMA).toRotate().size(), "said by mistake");
        assertEquals(Status.DONE, room.add(KARIM, Scope.PMA, "203.0.113.7", "pp").status());
        assertEquals(List.of(), lists.view("pp", Scope.PMA).toRotate(), "the same person works with it again");
        String asked = room.add(KARIM, Scope.PMA, "198.18.0.0/24", "pp").entry();
        lists.changes().remove("pp", asked);
        assertEquals(List.of(), lists.view("pp", Scope.PMA).toRotate(), "nobody was ever let in by what was withdrawn");
        room.end();
    }

    @Test
    void linesOfOthersAreTakenOverOnlyWhenAsked() throws Exception {
        Whitelists lists = room.as(KARIM);
        Drift drift = lists.view("web", Scope.IDS).drift().getFirst();
        Applied adopted = lists.changes().adopt("web", Scope.IDS, drift, Entry.Kind.OFFICE, "agence", "ticket 1",
                Instant.now().plus(Duration.ofDays(30)));
        assertEquals(Status.DONE, adopted.status(), adopted.toString());
        ListView view = lists.view("web", Scope.IDS);
        assertEquals(List.of(), view.drift());
        assertEquals(Cidr.of("203.0.113.99"), view.active().getFirst().cidr());
        Files.writeString(file, Files.readString(file).replace("203.0.113.99", "198.18.0.0/16"));
        assertEquals(Status.DONE, room.add(KARIM, Scope.IDS, "203.0.113.7", "web").status());
        assertTrue(Files.readString(file).contains("\n198.18.0.0/16\n"), "a hand's edit is not written over");
    }

    @Test
    void aVersionIsRestoredWithoutLettingAnybodyIn() throws Exception {
        Applied first = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        room.add(KARIM, Scope.IDS, "203.0.113.8", "web");
        Whitelists lists = room.as(KARIM);
        lists.changes().remove("web", first.entry());
        List<String> versions = lists.versions("web");
        assertEquals(2, versions.size(), "the first change found no register");
        WhitelistChanges.Restored restored = lists.changes().restore("web", versions.getLast());
        assertEquals(Status.DONE, restored.applied().status(), restored.toString());
        assertEquals(List.of(first.entry()), restored.toConfirm().stream().map(Entry::id).toList());
        assertTrue(lists.view("web", Scope.IDS).active().isEmpty());
        assertFalse(Files.readString(file).contains("203.0.113.8"));
    }

    @Test
    void aRangeIsReducedToTheAddressesThatWereSeen() throws Exception {
        Applied range = room.add(KARIM, Scope.IDS, "203.0.113.0/27", "web");
        assertEquals(Status.DONE, range.status(), range.toString());
        Applied reduced = room.as(KARIM).changes().reduce("web", range.entry(),
                new Usage(2, null, List.of(Cidr.of("203.0.113.7"), Cidr.of("203.0.113.23"))));
        assertEquals(Status.DONE, reduced.status(), reduced.toString());
        assertEquals(List.of(Cidr.of("203.0.113.23"), Cidr.of("203.0.113.7")),
                room.as(KARIM).view("web", Scope.IDS).active().stream().map(Entry::cidr).toList());
        assertEquals(Status.CONFLICT, room.as(KARIM).changes().reduce("web", range.entry(),
                new Usage(1, null, List.of(Cidr.of("8.8.8.8")))).status());
    }

    @Test
    void whatAskedNothingCanBeUndoneWhileNobodyChangedIt() throws Exception {
        Applied range = room.add(KARIM, Scope.IDS, "203.0.113.0/27", "web");
        String let = Files.readString(file);
        Whitelists lists = room.as(KARIM);
        WhitelistChanges changes = lists.changes();
        Instant end = lists.view("web", Scope.IDS).active().getFirst().expires();

        undone(lists, changes.remove("web", range.entry()), let);
        undone(lists, changes.shorten("web", range.entry(), Instant.now().plus(Duration.ofDays(1))), let);
        assertEquals(end, lists.view("web", Scope.IDS).active().getFirst().expires());
        undone(lists, changes.reduce("web", range.entry(), new Usage(1, null, List.of(Cidr.of("203.0.113.7")))), let);
        assertEquals(List.of(range.entry()),
                lists.view("web", Scope.IDS).active().stream().map(Entry::id).toList());
        Drift hand = lists.view("web", Scope.IDS).drift().getFirst();
        undone(lists, changes.adopt("web", Scope.IDS, hand, Entry.Kind.PERSON, "astreinte", "ticket 1",
                Instant.now().plus(Duration.ofDays(3))), let);
        assertEquals(List.of(hand), lists.view("web", Scope.IDS).drift(), "it is somebody's line again");

        assertFalse(changes.backLeft(range).isPositive(), "what let somebody in is not undone by this");
        Applied gone = changes.remove("web", range.entry());
        assertEquals(Status.CONFLICT, room.as(KARIM).changes().undo(gone).status(), "another console has no way back");
        assertEquals(Status.CONFLICT, room.as(NADIA).changes().undo(gone).status());
        Register register = lists.register("web");
        Files.write(room.store.resolve("register.json"),
                register.with(range.entry(), e -> e.ending(end.minusSeconds(60))).bytes());
        Applied late = changes.undo(gone);
        assertEquals("whitelist.refused.changedSince", late.reason().key(), "nothing is written over");
        assertTrue(lists.view("web", Scope.IDS).active().isEmpty());
    }

    /** A change is undone once, to the byte. */
    private void undone(Whitelists lists, Applied applied, String before) throws Exception {
        assertEquals(Status.DONE, applied.status(), applied.toString());
        assertFalse(before.equals(Files.readString(file)));
        assertTrue(lists.changes().backLeft(applied).toMinutes() >= 9);
        Applied back = lists.changes().undo(applied);
        assertEquals(Status.DONE, back.status(), back.toString());
        assertEquals(before, Files.readString(file));
        assertEquals(before, Files.readString(folder.resolve("running")));
        assertEquals(Status.CONFLICT, lists.changes().undo(applied).status(), "once");
    }

    @Test
    void everyChangeAndEveryRefusalIsInTheJournal() throws Exception {
        Applied added = room.add(KARIM, Scope.IDS, "203.0.113.7", "web");
        Whitelists lists = room.as(KARIM);
        Confirmation left = lists.confirm(room.request(lists, Scope.IDS, "198.18.0.0/25", Duration.ofDays(7), "web"));
        left.press(Button.CLOSE);
        lists.changes().remove("web", added.entry());
        lists.changes().remove("web", "nobody");
        var entries = room.journal.newest(10);
        assertEquals(List.of("whitelist-add", "whitelist-confirm", "whitelist-remove", "whitelist-remove"),
                entries.stream().map(e -> e.action()).toList());
        assertTrue(entries.getFirst().detail().contains("\"secondMillis\":2000"), entries.getFirst().detail());
        assertTrue(entries.get(1).detail().contains("\"choice\":\"abandoned\""), entries.get(1).detail());
        assertEquals("cancelled", entries.get(1).result());
        assertEquals(
                new ConfirmationReview(1, 1, 1, 0, 2000,
                        List.of(new ConfirmationReview.Row("klenoir", 1, 1, 1, 2000, 0, 0, 0, 0, 0))),
                lists.review(), "what is looked at each month");
        assertTrue(entries.get(3).result().startsWith("conflict: "), entries.get(3).result());
    }

    /** A confirmation is judged by how it went on (reference A.2): the register tells, the journal keeps it, once. */
    @Test
    void whatBecameOfAnExemptionIsRecorded() throws Exception {
        HandClock hand = new HandClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        room.clock = hand;
        Whitelists lists = room.as(KARIM);
        WhitelistChanges changes = lists.changes();
        String undone = room.add(KARIM, Scope.IDS, "203.0.113.7", "web").entry();
        String reduced = room.add(KARIM, Scope.IDS, "198.18.0.0/28", "web").entry();
        String shortened = room.add(KARIM, Scope.IDS, "203.0.113.8", "web").entry();
        String refused = room.add(KARIM, Scope.IDS, "198.18.1.0/24", "web").entry();
        Instant end = lists.register("web").entry(shortened).orElseThrow().expires();
        changes.remove("web", undone);
        changes.reduce("web", reduced, new Usage(3, hand.instant(), List.of(Cidr.of("198.18.0.3")),
                new Attack(2, hand.instant())));
        changes.shorten("web", shortened, hand.instant().plus(Duration.ofDays(1)));
        room.as(NADIA).changes().refuse("web", refused);
        hand.pass(Duration.ofDays(2));
        ListView view = lists.view("web", Scope.IDS);
        assertEquals(Map.of(undone, Sequel.UNDONE, reduced, Sequel.REDUCED, shortened, Sequel.SHORTENED, refused,
                Sequel.REFUSED),
                view.entries().stream().filter(e -> !e.cidr().equals(Cidr.of("198.18.0.3")))
                        .collect(Collectors.toMap(Entry::id, e -> Sequel.of(e, view.read(), lists.undoTime()))));
        assertEquals(end, lists.register("web").entry(shortened).orElseThrow().cut().was());
        lists.usage(view);
        lists.usage(view);
        room.as(KARIM).usage(view);
        List<String> told = room.journal.newest(new JournalWords("whitelist-outcome"), 10).stream()
                .map(e -> e.detail().replaceAll(".*\"outcome\":\"([^\"]*)\".*", "$1")).sorted().toList();
        assertEquals(List.of("reduced", "refused", "shortened", "undone"), told, "each once");
        assertEquals(
                List.of(new ConfirmationReview.Row("klenoir", 1, 2, 2, 2000, 0, 2, 1, 2, 0),
                        new ConfirmationReview.Row("klenoir", 2, 1, 1, 2000, 0, 1, 0, 0, 1),
                        new ConfirmationReview.Row("klenoir", 3, 1, 1, 2000, 1, 1, 0, 0, 0)),
                lists.review().rows());
    }

    @Test
    void bothRefusalsOfModeTwAreInTheJournal() throws Exception {
        HandClock hand = new HandClock(Instant.now());
        room.clock = hand;
        Whitelists lists = room.as(KARIM).confirming(WhitelistPolicy.Mode.DOUBLE_NEGATION);
        Confirmation left = lists.confirm(room.request(lists, Scope.IDS, "203.0.113.7", Duration.ofDays(7), "web"));
        left.press(Button.CANCEL_ADDITION);
        left.happened(Accident.ENTER);
        hand.pass(room.policy.whitelist().secondClick());
        left.press(Button.STAY_CANCELLED);
        String detail = room.journal.newest(1).getFirst().detail();
        assertTrue(detail.contains("\"dialog\":\"double-negation\""), detail);
        assertTrue(detail.contains("\"button\":\"cancel-addition\"")
                && detail.contains("\"button\":\"stay-cancelled\""), detail);
        assertEquals("cancelled", room.journal.newest(1).getFirst().result());
        assertEquals("# written by hand\n203.0.113.99\n", Files.readString(file));
    }

    @Test
    void whatWasAssessedForLessIsRefused() throws Exception {
        Whitelists lists = room.as(KARIM);
        AddRequest honest = room.request(lists, Scope.IDS, "198.18.0.0/24", Duration.ofDays(7), "web");
        assertEquals(3, honest.assessment().tier().number());
        AddRequest forged = new AddRequest(honest.servers(), Scope.IDS, null, 0,
                new Assessment("x", honest.cidr(),
                        Tier.GREEN, List.of(), List.of(), 0, null, null),
                Entry.Kind.PERSON, "r", "t", Duration.ofDays(7), 365, KARIM);
        Applied applied = lists.changes().add(room.confirmed(forged)).getFirst();
        assertEquals(Status.REFUSED, applied.status());
        assertEquals("whitelist.refused.worse", applied.reason().key());
    }

    @Test
    void severalServersFailApart() throws Exception {
        Path list = Files.writeString(folder.resolve("allow2.conf"), "");
        room.server("broken", list(Scope.IDS, "file", list, List.of("false"), List.of(), List.of()));
        room.seen("broken", "203.0.113.7");
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of("web", "broken"), lists.targets(Scope.IDS).stream().map(s -> s.id()).toList());
        List<Applied> results = lists.changes().add(room.confirmed(
                room.request(lists, Scope.IDS, "203.0.113.7", Duration.ofDays(7), "web", "broken")));
        assertEquals(2, results.size());
        assertTrue(results.get(0).status() == Status.DONE || results.get(0).status() == Status.CONFLICT,
                results.toString());
        assertEquals(Status.REFUSED, results.get(1).status());
        assertEquals("", Files.readString(list));
    }

    /** Everything that a change may touch, but our scripts and logs. */
    private String hashes() throws Exception {
        StringBuilder all = new StringBuilder(Files.readString(file));
        for (String name : List.of("register.json", "pending", "intent")) {
            Path path = room.store.resolve(name);
            all.append(name).append(Files.isRegularFile(path)
                    ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    : String.valueOf(Files.exists(path)));
        }
        return all.toString();
    }
}
