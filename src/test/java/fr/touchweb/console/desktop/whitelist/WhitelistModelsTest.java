package fr.touchweb.console.desktop.whitelist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Usage;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.Whitelists.Found;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people at two consoles of one lab, without a window: what the panes beside the list do on real servers. */
class WhitelistModelsTest {
    private static final String SERVER = "acme-web1";
    private static final List<String> SERVERS = List.of(SERVER, "bora-web1", "acme-pp");
    /** Where lists, registers and bans of the lab's servers stand. */
    private static final List<String> STATE = List.of("etc/tw", "var/lib/tw-console", "run", "var/lib/fail2ban.bans");
    /** Held or read by what runs on a server. */
    private static final Set<String> RUNNING = Set.of("lock", "timer.lock", ".said", ".changed");

    @TempDir
    static Path parent;

    private static final Map<Path, byte[]> AS_MADE = new HashMap<>();
    private static Lab lab;
    private static Assembly console;

    private final WhitelistState.Memory remembered = new WhitelistState.Memory() {
        private WhitelistState state = WhitelistState.NONE;

        @Override
        public WhitelistState load() {
            return state;
        }

        @Override
        public void save(WhitelistState now) {
            state = now;
        }
    };
    private Person karim;
    private final List<Throwable> errors = new ArrayList<>();

    /** Pages of somebody, opened anew, at a console that stays: what it holds of servers is nothing that a test is about. */
    private final class Person {
        final Assembly core;
        final WhitelistModels models;
        final ListModel list;
        final AddModel add;
        final List<Found> notices = new ArrayList<>();

        Person(Assembly core) throws Exception {
            this.core = core;
            Whitelists whitelists = core.whitelists(core.fleet().loadOrEmpty());
            models = new WhitelistModels(new SimpleObjectProperty<@Nullable Lists>(new Lists(whitelists,
                    List.of(new Lists.Place(SERVER, "acme", List.of(Scope.values())),
                            new Lists.Place("bora-web1", "bora", List.of(Scope.values())),
                            new Lists.Place("acme-pp", "acme", List.of(Scope.PMA))),
                    core::takeList, (server, kept) -> null)),
                    new CurrentThreadRunner(), remembered, errors::add);
            list = models.list();
            add = models.add();
            models.requests().onFresh(notices::add);
        }

        void ask(String range) {
            add.textProperty().set(range);
            add.reasonProperty().set("Télétravail");
            add.requesterProperty().set("ticket 4821");
            add.begin();
            add.assess();
            assertNull(add.problem(), () -> String.valueOf(add.problem()));
        }

        /** Both steps, as a person takes them. */
        void confirm() throws Exception {
            Thread.sleep(5);
            add.press(Button.CONTINUE);
            assertEquals(Step.SECOND, Objects.requireNonNull(add.confirmation()).step());
            Thread.sleep(5);
            CardReader.answered(add.confirmation());
            add.press(Button.CONFIRM);
            assertNull(add.confirmation());
        }

        List<String> active() {
            list.read();
            return Objects.requireNonNull(list.view()).active().stream().map(e -> e.cidr().toString()).toList();
        }

        Entry entry(String cidr) {
            return Objects.requireNonNull(list.view()).entries().stream()
                    .filter(e -> e.cidr().equals(Cidr.of(cidr))).findFirst().orElseThrow();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), false));
        Path policies = Files.createDirectories(lab.consoles().folders().settings().resolve("policy"));
        Files.writeString(policies.resolve("lab.json"), """
                {"version":1,"whitelist":{"armMillis":1,"secondClickMillis":1},
                 "ban":{"connectMillis":500,"readMillis":900,"pauseMillis":10}}
                """);
        for (Path file : state()) {
            AS_MADE.put(file, Files.readAllBytes(file));
        }
        console = new Assembly(lab.console());
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        lab.close();
    }

    /** Each test finds the servers as the lab made them. */
    @BeforeEach
    void open() throws Exception {
        for (String server : SERVERS) {
            Path store = lab.root(server).resolve("var/lib/tw-console");
            Await.until("no change is on its way on " + server, () -> !Files.exists(store.resolve("intent"))
                    && new ProcessBuilder("flock", "-n", store.resolve("lock").toString(), "true").start()
                            .waitFor() == 0);
        }
        for (Path file : state()) {
            if (!AS_MADE.containsKey(file)) {
                Files.deleteIfExists(file);
            }
        }
        for (Map.Entry<Path, byte[]> file : AS_MADE.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        karim = new Person(console);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), errors);
    }

    private static List<Path> state() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String server : SERVERS) {
            for (String place : STATE) {
                Path root = lab.root(server).resolve(place);
                if (Files.exists(root)) {
                    try (Stream<Path> all = Files.walk(root)) {
                        found.addAll(all.filter(path -> Files.isRegularFile(path)
                                && !RUNNING.contains(path.getFileName().toString())).toList());
                    }
                }
            }
        }
        return found;
    }

    private Path file(String path) {
        return lab.root(SERVER).resolve(path);
    }

    @Test
    void aRangeGoesThroughASecondPersonAtTheirOwnConsole() throws Exception {
        try (Assembly second = new Assembly(lab.consoles().secondEngineer())) {
            Person nadia = new Person(second);
            karim.ask("37.59.41.0/24");
            karim.confirm();
            assertEquals(Status.REQUESTED, karim.list.results().getFirst().status(), karim.list.results().toString());
            assertFalse(Files.readString(file("etc/tw/ids.list")).contains("37.59.41.0/24"), "it waits");

            karim.models.requests().read();
            Entry mine = karim.entry("37.59.41.0/24");
            assertTrue(karim.notices.stream().noneMatch(found -> found.entry().id().equals(mine.id())),
                    "one's own is no notice for oneself");
            karim.add.approve(mine);
            assertNull(karim.add.confirmation(), "nobody approves their own");
            assertEquals("whitelist.refused.own", Objects.requireNonNull(karim.add.problem()).key());

            karim.models.requests().look(Set.of(SERVER));
            assertTrue(karim.notices.stream().noneMatch(found -> found.entry().id().equals(mine.id())));
            nadia.models.requests().look(Set.of());
            assertEquals(List.of(mine.id()), nadia.notices.stream().map(found -> found.entry().id()).toList(),
                    "told once, and only what she may agree to");
            nadia.models.requests().read();
            assertEquals(1, nadia.notices.size());
            nadia.models.approve(nadia.notices.getFirst());
            assertNotNull(nadia.add.confirmation(), () -> String.valueOf(nadia.add.problem()));
            assertEquals("klenoir", Objects.requireNonNull(nadia.add.approved()).author());
            assertEquals("Nadia Bensaïd", Objects.requireNonNull(nadia.add.confirmation()).request().author().name());
            nadia.confirm();
            assertEquals(Status.DONE, nadia.list.results().getFirst().status(), nadia.list.results().toString());
            assertTrue(Files.readString(file("run/tw-ids.list")).contains("\n37.59.41.0/24\n"));
            karim.active();
            Entry agreed = karim.entry("37.59.41.0/24");
            assertEquals("klenoir nbensaid ACTIVE", agreed.author() + " " + agreed.approver() + " " + agreed.state());
            assertTrue(
                    nadia.models.requests().waiting().stream().noneMatch(found -> found.entry().id().equals(mine.id())),
                    "the list knows that it waits no more");
            List<ChangeEntry> journal = nadia.core.changes().newest(10);
            assertTrue(journal.stream().anyMatch(e -> e.action().equals("whitelist-approve")
                    && e.detail().contains("secondMillis")), journal.toString());
        }
    }

    @Test
    void aBanIsLiftedFromTheListOfThoseThatAreBannedNow() throws Exception {
        String before = Files.readString(file("var/lib/tw-console/register.json"));
        karim.models.toggle(Beside.BANNED);
        List<Ban> bans = karim.models.banned().bans();
        assertEquals(List.of("2001:db8:66:7::1", "45.83.220.14", "146.70.10.23"),
                bans.stream().map(ban -> ban.address().toString()).toList(), "the newest first");
        karim.models.list().waits(null);
        karim.models.banned().unban(bans.get(1));
        assertEquals("whitelists.unban.done", Objects.requireNonNull(karim.models.banned().said()).key());
        assertEquals(2, karim.models.banned().bans().size());
        assertEquals(before, Files.readString(file("var/lib/tw-console/register.json")), "nobody was exempted");
        // A range that holds a banned address offers that address first, and lifting its ban before exempting it.
        karim.ask("146.70.10.0/24");
        var view = Objects.requireNonNull(karim.add.confirmation()).view();
        assertEquals(List.of(Button.UNBAN, Button.NARROWER), view.actions().stream().map(a -> a.button()).limit(2)
                .toList());
        Thread.sleep(5);
        karim.add.press(Button.UNBAN);
        assertTrue(karim.add.backLeft().isPositive());
        karim.add.banAgain();
        assertTrue(Files.readString(file("var/lib/fail2ban.bans")).contains("146.70.10.23"), "put back");
        assertEquals("whitelists.unban.again", Objects.requireNonNull(karim.add.problem()).key());
        karim.ask("146.70.10.0/24");
        Thread.sleep(5);
        karim.add.press(Button.UNBAN);
        assertEquals("whitelists.unban.done", Objects.requireNonNull(karim.add.problem()).key());
        assertFalse(Files.readString(file("var/lib/fail2ban.bans")).contains("146.70.10.23"));
        assertEquals(before, Files.readString(file("var/lib/tw-console/register.json")));
    }

    @Test
    void aLineWrittenByHandIsTakenOverWithAReasonAndAnEnd() throws Exception {
        String before = Files.readString(file("etc/tw/ids.list"));
        Drift drift = Objects.requireNonNull(karim.list.view()).drift().getFirst();
        karim.models.adopt(drift);
        assertEquals(Beside.ADOPT, karim.models.besideProperty().get());
        karim.models.adopt().adopt();
        assertEquals("whitelist.refused.noReason", Objects.requireNonNull(karim.models.adopt().said()).key());
        assertEquals(before, Files.readString(file("etc/tw/ids.list")));
        karim.models.adopt().reasonProperty().set("Prestataire d’astreinte");
        karim.models.adopt().requesterProperty().set("ticket 12");
        karim.models.adopt().daysProperty().set("4000");
        karim.models.adopt().adopt();
        assertEquals("whitelists.adopt.days", Objects.requireNonNull(karim.models.adopt().said()).key());
        karim.models.adopt().daysProperty().set("20");
        karim.models.adopt().adopt();
        assertEquals(Beside.NOTHING, karim.models.besideProperty().get());
        assertTrue(karim.active().contains("185.12.33.7"));
        assertEquals(List.of(), Objects.requireNonNull(karim.list.view()).drift());
        String after = Files.readString(file("etc/tw/ids.list"));
        assertTrue(after.contains("\n185.12.33.7\n") && after.length() > before.length(), after);

        // What the lab really restricts, tried from this machine and from its servers.
        karim.models.toggle(Beside.RESTRICTIONS);
        RestrictionsModel doors = karim.models.restrictions();
        assertEquals(
                List.of("SSH OPEN true", "PMA RESTRICTED false", "BACKOFFICE RESTRICTED false"),
                doors.found().stream().filter(one -> one.scope() != Scope.FTP)
                        .map(one -> one.scope() + " " + one.verdict() + " " + (one.waiver() != null))
                        .toList(),
                doors.found().toString());
        doors.begin(Scope.PMA);
        doors.whoProperty().set("Mme Lefèvre");
        doors.waive();
        assertEquals("whitelist.refused.noReason", Objects.requireNonNull(doors.said()).key());
        doors.textProperty().set("courriel du 12/11");
        doors.waive();
        assertEquals("Mme Lefèvre", Objects.requireNonNull(doors.found().get(2).waiver()).who());
        doors.endWaiver(Scope.PMA);
        assertNull(doors.found().get(2).waiver());
    }

    @Test
    void historyGoesBackWithoutLettingAnybodyIn() throws Exception {
        karim.ask("109.12.8.200");
        karim.confirm();
        assertEquals(Status.DONE, karim.list.results().getFirst().status());
        karim.list.remove(karim.entry("82.64.10.77"));
        karim.models.toggle(Beside.HISTORY);
        HistoryModel history = karim.models.history();
        assertEquals(6, history.versions().size(), "four changes of before, and two");
        assertNotNull(HistoryModel.moment(history.versions().get(1)));
        assertEquals(List.of("82.64.10.77 REMOVED", "91.121.8.14 EXPIRED", "51.15.200.14 EXPIRED"),
                history.ended().stream().map(one -> one.entry().cidr() + " " + one.sequel()).toList(),
                "what became of them, the newest end first");
        history.look(history.versions().get(1));
        HistoryModel.Preview preview = Objects.requireNonNull(history.preview());
        assertEquals(List.of("109.12.8.200"), preview.out().stream().map(e -> e.cidr().toString()).toList());
        assertEquals(List.of("82.64.10.77"), preview.again().stream().map(e -> e.cidr().toString()).toList());
        history.restore();
        assertEquals(List.of("82.64.10.77"), history.toConfirm().stream().map(e -> e.cidr().toString()).toList());
        assertEquals(List.of("198.51.100.252/30", "2a01:e0a:1:20::/64"), karim.active().stream().sorted().toList());
        karim.add.again(history.toConfirm().getFirst());
        assertEquals(Step.REVIEW, Objects.requireNonNull(karim.add.confirmation()).step(), "it comes back by the card");
    }

    @Test
    void aRangeIsShortenedAndReducedToWhoCame() throws Exception {
        Path log = file("var/log/apache2/www.acme.test_access.log");
        Path any = Files.exists(log) ? log : accessLog();
        String now = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                .format(ZonedDateTime.now(ZoneOffset.UTC));
        Files.writeString(any, "198.51.100.253 - - [%s] \"GET / HTTP/1.1\" 200 1\n".formatted(now).repeat(3),
                StandardOpenOption.APPEND);
        karim.list.read();
        Entry range = karim.entry("198.51.100.252/30");
        Usage use = Objects.requireNonNull(karim.list.use().usageProperty().get().get(range.id()));
        assertEquals(List.of("198.51.100.253"), use.addresses().stream().map(Cidr::toString).toList());
        assertEquals("3 1", range(karim.core.whitelists(karim.core.fleet().load()).register(SERVER)).hits() + " "
                + range(karim.core.whitelists(karim.core.fleet().load()).register(SERVER)).seen(),
                "who came is kept beside the register");
        assertEquals(List.of(range.id()), proposed(karim));
        karim.models.proposals().letExpire(range);
        assertEquals(List.of(), proposed(karim));
        Person later = new Person(console);
        later.list.read();
        assertEquals(List.of(), proposed(later), "nobody is asked again at the next start");
        karim.list.shorten(range, Duration.ofDays(1));
        assertTrue(karim.entry("198.51.100.252/30").expires().isBefore(range.expires()));
        karim.list.reduce(karim.entry("198.51.100.252/30"));
        assertEquals(Status.DONE, karim.list.results().getFirst().status(), karim.list.results().toString());
        assertTrue(karim.active().contains("198.51.100.253"));
        assertFalse(karim.active().contains("198.51.100.252/30"));
        Entry gone = karim.entry("198.51.100.252/30");
        assertEquals("REVOKED 3 1", gone.state() + " " + gone.hits() + " " + gone.seen(), "the register keeps its use");
    }

    private static List<String> proposed(Person person) {
        return person.models.proposals().of(Objects.requireNonNull(person.list.view())).stream().map(Entry::id)
                .toList();
    }

    private static Entry range(Register register) {
        return register.entries().stream().filter(e -> e.cidr().equals(Cidr.of("198.51.100.252/30"))).findFirst()
                .orElseThrow();
    }

    private Path accessLog() throws Exception {
        try (var all = Files.walk(file("var/log"))) {
            return all.filter(path -> path.getFileName().toString().endsWith("access.log")).findFirst().orElseThrow();
        }
    }

    @Test
    void severalServersAtOnceAndWhereAnAddressIsLetIn() throws Exception {
        karim.add.everywhereProperty().set(true);
        assertEquals(List.of(SERVER, "bora-web1"), karim.add.targets());
        // One of the two refuses: its configuration does not hold before anything is written.
        Path broken = lab.root("bora-web1").resolve("etc/tw/ids.list");
        String there = Files.readString(broken);
        Files.writeString(broken, there + "not an address\n");
        karim.ask("109.12.8.200");
        assertEquals(List.of(SERVER, "bora-web1"),
                Objects.requireNonNull(karim.add.confirmation()).request().servers());
        karim.confirm();
        assertEquals(List.of(Status.DONE, Status.REFUSED),
                karim.list.results().stream().map(one -> one.status()).toList(), karim.list.results().toString());
        assertEquals(there + "not an address\n", Files.readString(broken));
        Files.writeString(broken, there);
        karim.add.retry(List.of("bora-web1"));
        assertEquals(List.of("bora-web1"), Objects.requireNonNull(karim.add.confirmation()).request().servers());
        karim.confirm();
        assertEquals(Status.DONE, karim.list.results().getFirst().status(), karim.list.results().toString());
        WhereModel where = karim.models.where();
        where.textProperty().set("109.12.8.200");
        where.ask();
        WhereModel.Answer answer = Objects.requireNonNull(where.answer());
        assertEquals(List.of(SERVER, "bora-web1"), answer.found().stream().map(Found::server).toList());
        lab.stop("bora-web1");
        where.textProperty().set("146.70.10.23");
        where.ask();
        assertEquals(List.of("146.70.10.23"), Objects.requireNonNull(where.answer()).outside().get(SERVER).bans().bans()
                .stream().map(ban -> ban.address().toString()).toList(), "who is let in nowhere may be kept out");
        assertEquals(List.of("bora-web1"), Objects.requireNonNull(where.answer()).unread().stream()
                .map(unread -> unread.arguments().getFirst()).toList(), "who does not answer is named");
        karim.list.takeBack(karim.list.results().getFirst());
        assertEquals(1, karim.list.results().size());
        lab.restart("bora-web1");
    }

    @Test
    void aListFromAFileCountsForEveryAssessmentFromThenOn() throws Exception {
        try (Assembly own = new Assembly(lab.console())) {
            karim = new Person(own);
            listFromAFile();
        }
    }

    private void listFromAFile() throws Exception {
        Path tor = Files.writeString(parent.resolve("tor.txt"), "# date: 2020-01-01\n109.12.8.200\n");
        karim.models.take().take("tor", Files.writeString(parent.resolve("bad.txt"), "not an address\n"));
        assertTrue(Objects.requireNonNull(karim.models.take().told()).arguments().toString().contains("bad.txt"));
        assertFalse(Files.exists(lab.consoles().folders().settings().resolve("ranges/tor.txt")),
                "nothing of it is taken");
        karim.models.take().take("tor", tor);
        assertEquals("whitelist.imported", Objects.requireNonNull(karim.models.take().told()).key());
        var found = karim.core.whitelists(karim.core.fleet().load()).assess("109.12.8.200", List.of(), Scope.IDS);
        assertEquals(3, found.tier().number(), found.toString());
        assertTrue(found.fact("list-old").isPresent(), "amber past 90 days: " + found);
        assertFalse(Files.exists(lab.consoles().folders().settings().resolve("ranges/vpn.txt")));
        Files.delete(lab.consoles().folders().settings().resolve("ranges/tor.txt"));
    }

    @Test
    void whatIsAskedForByAFileIsTakenByTheLabsSupervisor() throws Exception {
        RealPeer.require("python3");
        RealPeer.requireThat(Lab.class.getResource("/server/tw-supervisor") != null, "the build adds the supervisor");
        Path list = lab.root("acme-pp").resolve("run/tw-pma.list");
        assertFalse(Files.readString(list).contains("109.12.8.200"));
        karim.models.exempt("acme-pp", "109.12.8.200", Duration.ofDays(5));
        karim.list.doorProperty().set(Scope.PMA);
        karim.ask("109.12.8.200");
        karim.confirm();
        assertEquals(Status.DONE, karim.list.results().getFirst().status(), karim.list.results().toString());
        assertEquals("drop.done", Objects.requireNonNull(karim.list.results().getFirst().reason()).key());
        assertTrue(Files.readString(list).contains("109.12.8.200"), Files.readString(list));
        karim.ask("37.59.41.0/28");
        karim.confirm();
        assertEquals("drop.waiting",
                Objects.requireNonNull(karim.list.results().getFirst().reason()).key());
        assertFalse(Files.readString(list).contains("37.59.41"), "a range waits for a second person");
    }

    @Test
    void entriesEndOnTheLabsServersByThemselves() throws Exception {
        Path list = file("etc/tw/ids.list");
        String text = Files.readString(list);
        long soon = Clock.systemUTC().instant().getEpochSecond() + 2;
        Files.writeString(list, "# tw id=brief until=" + soon + " cidr=109.12.8.200 by=klenoir essai\n109.12.8.200\n"
                + text);
        karim.active();
        Await.until("the server's timer takes it out", () -> !Files.readString(list).contains("109.12.8.200"));
        assertEquals(text, Files.readString(list));
        Await.until("and makes it count", () -> Files.readString(file("run/tw-ids.list")).equals(text));
    }
}
