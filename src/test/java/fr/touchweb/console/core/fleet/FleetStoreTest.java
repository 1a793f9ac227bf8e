package fr.touchweb.console.core.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetStoreTest {
    private static final FleetPolicy POLICY = new FleetPolicy(1, 3, 1, 10, 4, 2, 2, 0, 24, 1, 3);

    @TempDir
    Path folder;

    private Path file;
    private FleetStore store;

    @BeforeEach
    void sample() throws IOException {
        file = folder.resolve("fleet.json");
        Files.write(file, FleetReaderTest.sample());
        store = store(file);
    }

    private FleetStore store(Path path) {
        return new FleetStore(new LocalFleetFiles(path), POLICY, Clock.systemUTC(), journal());
    }

    private ChangeJournal journal() {
        return new ChangeJournal(folder.resolve("state"), Clock.systemUTC(), "jdurand", "here");
    }

    @Test
    void anEditIsSavedAndThePreviousVersionKept() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Fleet fleet = store.load();
        store.save(fleet.with(Server.of("new", "198.51.100.9")));
        assertTrue(store(file).load().server("new").isPresent());
        assertEquals(new String(before), Files.readString(AtomicFile.previous(file)));
        assertFalse(store.changedElsewhere());
    }

    @Test
    void whatSomeoneElseWroteIsNeverOverwritten() throws Exception {
        Fleet fleet = store.load();
        FleetStore other = store(file);
        other.save(other.load().with(Server.of("theirs", "h")));
        assertTrue(store.changedElsewhere());
        Fleet saved = store.save(fleet.with(Server.of("mine", "h")));
        assertTrue(saved.server("theirs").isPresent());
        assertEquals(saved, store(file).load());
        assertTrue(saved.server("mine").isPresent());
        assertFalse(store.changedElsewhere());
        other.save(other.load().with(Server.of("mine", "their idea".replace(' ', '.'))));
        byte[] theirs = Files.readAllBytes(file);
        ChangedElsewhereException conflict = assertThrows(ChangedElsewhereException.class,
                () -> store.save(saved.with(Server.of("mine", "my.idea")).with(Server.of("more", "h"))));
        assertEquals(List.of("servers/mine"), conflict.conflicts());
        assertArrayEquals(theirs, Files.readAllBytes(file), "not even what is no conflict");
        Fleet again = store.load();
        store.save(again.with(Server.of("mine", "my.idea")));
        assertEquals("my.idea", store(file).load().server("mine").orElseThrow().host());
    }

    @Test
    void theJournalNamesWhatWasEditedAndAlsoWhatWasRefused() throws Exception {
        Fleet fleet = store.load();
        store.save(fleet.with(Server.of("new", "198.51.100.9")));
        FleetStore other = store(file);
        other.save(other.load().with(Server.of("new", "h")));
        assertThrows(ChangedElsewhereException.class,
                () -> store.save(fleet.with(Server.of("new", "x")).with(Server.of("mine", "h"))));
        store.save(store.load());
        assertEquals(List.of("new done", "new done"),
                journal().newest(10).stream().limit(2).map(e -> e.target() + ' ' + e.result()).toList());
        ChangeEntry refused = journal().newest(10).getLast();
        assertTrue(refused.result().startsWith("failed: "), refused.result());
        assertTrue(refused.detail().contains("\"added\":[\"mine\"]"), refused.detail());
        assertEquals(3, journal().newest(10).size(), "saving without a difference is no change");
        assertEquals(List.of("{\"servers\":{\"added\":[\"new\"]}}", "{\"servers\":{\"changed\":[\"new\"]}}"),
                store.history().stream().map(FleetChange::entries).toList());
        for (int i = 0; i < 4; i++) {
            store.save(store.load().with(Server.of("s" + i, "h")));
        }
        assertEquals(3, store.history().size(), "as many as the policy keeps");
        assertEquals("jdurand here", store.history().getLast().person() + " " + store.history().getLast().machine());
        assertEquals(List.of(file.toString()), new LocalFleetFiles(file).list());
    }

    @Test
    void aChangeOfTheSameSizeWithinTheSameSecondIsSeen() throws Exception {
        store.load();
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).replace("Acme SARL", "Acme SARA"));
        Files.setLastModifiedTime(file, time);
        assertTrue(store.changedElsewhere());
    }

    @Test
    void aTouchWithoutAChangeIsNone() throws Exception {
        store.load();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        assertFalse(store.changedElsewhere());
    }

    @Test
    void aFailedLoadLeavesTheLastFleetSavable() throws Exception {
        Fleet fleet = store.load();
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "{ \"version\": 1, \"serv");
        assertThrows(DocumentException.class, store::load);
        assertThrows(ChangedElsewhereException.class, () -> store.save(fleet.with(Server.of("mine", "h"))));
        Files.write(file, whole);
        store.save(fleet.with(Server.of("mine", "h")));
        assertTrue(store(file).load().server("mine").isPresent());
    }

    @Test
    void anEditThatDoesNotHoldIsNotWritten() throws Exception {
        Fleet fleet = store.load();
        assertThrows(DocumentException.class, () -> store.save(fleet.with(Server.of("mine", "-h"))));
        assertThrows(DocumentException.class,
                () -> store.save(fleet.without(fleet.server("acme-bastion").orElseThrow())));
        assertFalse(store.changedElsewhere());
    }

    @Test
    void aFolderIsOneFleetAndEditsGoToTheRightFile() throws Exception {
        Path parts = Files.createDirectory(folder.resolve("parts"));
        Files.writeString(parts.resolve("a.json"), "{\"version\":1,\"servers\":[{\"id\":\"a\",\"host\":\"h\"}]}");
        Files.writeString(parts.resolve("b.json"), "{\"version\":1,\"servers\":[{\"id\":\"b\",\"host\":\"h\"}]}");
        Files.writeString(parts.resolve("notes.txt"), "not a document");
        FleetStore both = store(parts);
        Fleet fleet = both.load();
        assertEquals(2, fleet.servers().size());
        String untouched = Files.readString(parts.resolve("a.json"));
        both.save(fleet.with(Server.of("b", "other")));
        assertTrue(Files.readString(parts.resolve("b.json")).contains("other"));
        assertEquals(untouched, Files.readString(parts.resolve("a.json")));
        Files.writeString(parts.resolve("c.json"), "{\"version\":1}");
        assertTrue(both.changedElsewhere());
        Files.writeString(parts.resolve("d.json"), "{\"version\":1}");
        assertThrows(DocumentException.class, both::load);
    }

    @Test
    void nothingThereIsAnEmptyFleetThatCanBeSaved() throws Exception {
        FleetStore fresh = store(folder.resolve("deeper/fleet.json"));
        assertThrows(DocumentException.class, fresh::load);
        Fleet empty = fresh.loadOrEmpty();
        assertTrue(empty.servers().isEmpty());
        assertFalse(fresh.changedElsewhere());
        fresh.save(empty.with(Server.of("first", "h")));
        assertEquals(1, store(folder.resolve("deeper/fleet.json")).load().servers().size());
    }

    @Test
    void theWatchTellsOfAChange() throws Exception {
        store.load();
        CountDownLatch told = new CountDownLatch(1);
        try (FleetWatch watch = new FleetWatch(store, Duration.ofMillis(20), told::countDown, e -> {}, why -> {})) {
            Files.writeString(file, "{ \"version\": 1 }");
            assertTrue(told.await(30, TimeUnit.SECONDS));
        }
    }

    /** Documents of a host that may be out of reach. */
    private static final class Far implements FleetFiles {
        private final LocalFleetFiles files;
        private volatile boolean down;

        Far(Path path) {
            files = new LocalFleetFiles(path);
        }

        private LocalFleetFiles reached() throws RemoteException {
            if (down) {
                throw new RemoteException(RemoteException.Kind.UNREACHABLE, Message.of("fleet.store.none"), null);
            }
            return files;
        }

        @Override
        public String address() {
            return files.address();
        }

        @Override
        public List<String> list() throws IOException {
            return reached().list();
        }

        @Override
        public @Nullable Stamp stamp(String document) throws IOException {
            return reached().stamp(document);
        }

        @Override
        public byte[] read(String document, FleetReader reader) throws IOException {
            return reached().read(document, reader);
        }

        @Override
        public void write(String document, byte[] content, byte @Nullable [] expected) throws IOException {
            reached().write(document, content, expected);
        }

        @Override
        public String first() {
            return files.first();
        }
    }

    @Test
    void theWatchTellsOnceThatWhatWasReadMayBeUsedNoMore() throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-11-26T07:00:00Z"));
        Far far = new Far(file);
        FleetStore shared = new FleetStore(far, POLICY, clock, journal(), folder.resolve("copy"));
        shared.load();
        CountDownLatch failed = new CountDownLatch(1);
        List<Message> over = new CopyOnWriteArrayList<>();
        try (FleetWatch watch = new FleetWatch(shared, Duration.ofMillis(5), () -> {}, e -> failed.countDown(),
                over::add)) {
            far.down = true;
            assertTrue(failed.await(30, TimeUnit.SECONDS));
            clock.pass(POLICY.offline());
            assertTrue(shared.over().isEmpty());
            clock.pass(Duration.ofMillis(1));
            Await.until("it is told", () -> !over.isEmpty());
            far.down = false;
            Await.until("the host is back", () -> shared.over().isEmpty());
            far.down = true;
            clock.pass(POLICY.offline().plusMillis(1));
            Await.until("it is told again", () -> over.size() == 2);
        }
        assertEquals("fleet.copy.over", over.getFirst().key());
    }

    @Test
    void locationsAreUnderstood() throws Exception {
        assertEquals(new FleetLocation.Local(Path.of("fleet.json")), FleetLocation.parse("fleet.json"));
        FleetLocation.Remote remote = assertInstanceOf(FleetLocation.Remote.class,
                FleetLocation.parse("sftp://jd@h.test:2222/srv/fleet"));
        assertEquals("jd", remote.target().user());
        assertEquals(2222, remote.target().port());
        assertEquals("/srv/fleet", remote.path());
        for (String bad : new String[]{"sftp://", "sftp://h", "sftp://-oX/x", "sftp:///x", "sftp://h/x?y"}) {
            assertThrows(DocumentException.class, () -> FleetLocation.parse(bad), bad);
        }
    }
}
