package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.LocalFleetFiles;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.health.Health;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetModelTest {
    @TempDir
    Path folder;

    private FleetModel model;

    private FleetModel open(FleetRoom room) {
        // results of a probe are taken at its end as well, on the thread of the test: there is no other screen here
        model = new FleetModel(room, new CurrentThreadRunner(), later -> {});
        return model;
    }

    private FleetModel open(int servers) {
        open(ParcSamples.roomUnchecked(folder, servers, ParcSamples::unreachable)).load();
        return model;
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void theFleetIsThereWithWhatIsRemembered() {
        open(20);
        assertEquals(FleetModel.Phase.READY, model.phaseProperty().get());
        assertEquals(20, model.totalProperty().get());
        assertEquals(20, model.shown().size());
        ServerView first = model.shown().get(0);
        assertEquals("acme-web1", first.id());
        assertNotNull(first.facts());
        assertNull(first.contact().tried());
        assertNull(model.shown().get(7).facts());
        assertTrue(model.calendarIsOld());
    }

    @Test
    void theFilterFollowsWhatIsTypedAndAMistakeChangesNothing() {
        open(20);
        model.filterProperty().set("acme -role:preproduction");
        assertEquals(List.of("acme-web1", "acme-web2", "acme-web3"),
                model.shown().stream().map(ServerView::id).toList());
        model.filterProperty().set("acme colour:red");
        assertEquals(5, Objects.requireNonNull(model.mistakeProperty().get()).position());
        assertEquals(3, model.shown().size());
        model.filterProperty().set("");
        assertNull(model.mistakeProperty().get());
        assertEquals(20, model.shown().size());
    }

    @Test
    void scopeAndOrderCount() {
        open(20);
        model.clientProperty().set("bora");
        assertEquals(4, model.shown().size());
        model.setOrder(Comparator.comparing(ServerView::id).reversed());
        assertEquals("bora-web4", model.shown().get(0).id());
    }

    @Test
    void failedContactsAreCountedUntilTheServerIsDown() {
        open(5);
        for (int i = 1; i <= 5; i++) {
            model.probe(List.copyOf(model.all()));
            assertEquals(i, model.all().get(0).contact().failures());
            assertEquals(i < 5 ? Health.State.UNKNOWN : Health.State.DOWN, model.all().get(0).health().state());
        }
        assertNotNull(model.all().get(0).facts(), "what was known is still known");
        assertNull(model.probingProperty().get());
    }

    @Test
    void aProbeBringsTrueFactsAndKeepsTheSelection() {
        open(ParcSamples.roomUnchecked(folder, 3,
                target -> new LocalHost(target.name(), new CommandJournal(Clock.systemUTC())))).load();
        model.select("bora-web1");
        model.probe(List.of(model.all().get(1)));
        ServerView chosen = Objects.requireNonNull(model.selectedProperty().get());
        assertEquals("bora-web1", chosen.id());
        assertEquals(Runtime.getRuntime().availableProcessors(),
                Objects.requireNonNull(chosen.facts()).processors().known().orElseThrow());
        assertEquals(0, chosen.contact().failures());
    }

    @Test
    void anEditIsSavedAndShown() throws Exception {
        open(3);
        List<Message> problems = new ArrayList<>();
        model.save(fleet -> fleet.with(Server.of("new", "203.0.113.9")), problems::add);
        assertNull(problems.get(0));
        assertEquals(4, model.totalProperty().get());
        assertTrue(Files.readString(folder.resolve("fleet.json")).contains("203.0.113.9"));
        model.save(fleet -> fleet.with(Server.of("bad", "-x")), problems::add);
        assertNotNull(problems.get(1));
        assertEquals(4, model.totalProperty().get());
    }

    @Test
    void aRemovalIsTakenBackAsItWas() throws Exception {
        open(10);
        String before = Files.readString(folder.resolve("fleet.json"));
        List<Message> problems = new ArrayList<>();
        Site shop = model.fleet().orElseThrow().site("shop1").orElseThrow();
        model.edits().remove(Message.of("fleet.removed.site", "shop1"), fleet -> fleet.without(shop),
                fleet -> fleet.with(shop), problems::add);
        assertNull(problems.get(0));
        assertFalse(Files.readString(folder.resolve("fleet.json")).contains("shop1"));
        model.edits().restore(problems::add);
        assertNull(problems.get(1));
        assertNull(model.edits().removedProperty().get());
        assertEquals(new ObjectMapper().readTree(before),
                new ObjectMapper().readTree(Files.readString(folder.resolve("fleet.json"))));
    }

    @Test
    void aRemovalThatLeavesAReferenceIsRefused() throws Exception {
        open(10);
        Server web = model.fleet().orElseThrow().server("acme-web1").orElseThrow();
        List<Message> problems = new ArrayList<>();
        model.edits().remove(Message.of("fleet.removed.server", "acme-web1", 0), fleet -> fleet.without(web),
                fleet -> fleet.with(web), problems::add);
        assertNotNull(problems.get(0), "its shop is still there");
        assertNull(model.edits().removedProperty().get());
        assertTrue(model.fleet().orElseThrow().server("acme-web1").isPresent());
    }

    @Test
    void aChangeBySomeoneElseIsToldAndNotOverwritten() throws Exception {
        open(3);
        FleetStore other = new FleetStore(new LocalFleetFiles(folder.resolve("fleet.json")),
                model.policy().orElseThrow().fleet(), Clock.systemUTC(),
                new ChangeJournal(folder.resolve("theirs"), Clock.systemUTC(), "someone", "there"));
        other.save(other.load().with(Server.of("theirs", "h")));
        List<Message> problems = new ArrayList<>();
        model.save(fleet -> fleet.with(Server.of("mine", "h")), problems::add);
        assertNull(problems.get(0));
        assertTrue(model.fleet().orElseThrow().server("theirs").isPresent(), "both edits stand");
        other.save(other.load().with(Server.of("mine", "other")));
        model.save(fleet -> fleet.with(Server.of("mine", "another")), problems::add);
        assertEquals("fleet.store.conflict", Objects.requireNonNull(problems.get(1)).key());
        assertTrue(model.changedElsewhereProperty().get());
        model.load();
        assertFalse(model.changedElsewhereProperty().get());
        assertEquals("other", model.fleet().orElseThrow().server("mine").orElseThrow().host());
    }

    @Test
    void aRemovalThatIsTakenBackLeavesWhatOthersDidMeanwhile() throws Exception {
        open(3);
        Server gone = Server.of("gone", "h");
        List<Message> problems = new ArrayList<>();
        model.save(fleet -> fleet.with(gone), problems::add);
        FleetStore other = new FleetStore(new LocalFleetFiles(folder.resolve("fleet.json")),
                model.policy().orElseThrow().fleet(), Clock.systemUTC(),
                new ChangeJournal(folder.resolve("theirs"), Clock.systemUTC(), "someone", "there"));
        other.save(other.load().with(Server.of("theirs", "h")));
        model.edits().remove(Message.of("fleet.removed.server", "gone", 0), fleet -> fleet.without(gone),
                fleet -> fleet.with(gone), problems::add);
        model.edits().restore(problems::add);
        assertEquals(Arrays.asList(null, null, null), problems);
        assertTrue(other.load().server("theirs").isPresent() && other.load().server("gone").isPresent());
    }

    @Test
    void aTornDocumentIsAFailureThatKeepsWhatWasThere() throws Exception {
        open(3);
        String whole = Files.readString(folder.resolve("fleet.json"));
        Files.writeString(folder.resolve("fleet.json"), whole.substring(0, 90));
        model.load();
        assertEquals(FleetModel.Phase.FAILED, model.phaseProperty().get());
        assertNotNull(model.failureProperty().get());
        assertEquals(3, model.all().size());
        Files.writeString(folder.resolve("fleet.json"), whole);
        model.load();
        assertEquals(FleetModel.Phase.READY, model.phaseProperty().get());
        assertNull(model.failureProperty().get());
    }

    @Test
    void noDocumentIsAnEmptyFleet() {
        open(0);
        assertEquals(FleetModel.Phase.READY, model.phaseProperty().get());
        assertEquals(0, model.totalProperty().get());
    }

    @Test
    void aConnectionIsTriedBeforeAnythingIsSaved() {
        open(3);
        List<Outcome<Message>> outcomes = new ArrayList<>();
        model.reach().test(Server.of("new", "203.0.113.77"), outcomes::add);
        assertTrue(outcomes.get(0) instanceof Outcome.Failure<Message>);
        assertTrue(model.fleet().orElseThrow().server("new").isEmpty());
    }

    @Test
    void fiveThousandServersAreFiltered() {
        List<ServerView> views = new ArrayList<>();
        open(40);
        for (int i = 0; i < 5000; i++) {
            views.add(model.all().get(i % 40));
        }
        assertEquals(2375, FleetFilter.filtered(views, query("os:debian<12"), null).size());
    }

    private static fr.touchweb.console.core.fleet.query.Query query(String text) {
        try {
            return fr.touchweb.console.core.fleet.query.Query.parse(text);
        } catch (fr.touchweb.console.core.fleet.query.QueryException e) {
            throw new AssertionError(e);
        }
    }
}
