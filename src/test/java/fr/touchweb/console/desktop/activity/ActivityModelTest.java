package fr.touchweb.console.desktop.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.journal.Verification;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.transport.ConnectStep;
import fr.touchweb.console.core.ssh.transport.ConnectionSnapshot;
import fr.touchweb.console.core.ssh.transport.ConnectionState;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityModelTest {
    @TempDir
    Path folder;

    private final CommandJournal commands = new CommandJournal(Clock.systemUTC());
    private final Deque<Runnable> deliveries = new ArrayDeque<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<ConnectionSnapshot> connections = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private ChangeJournal changes;
    private ActivityModel model;

    @BeforeEach
    void make() {
        changes = new ChangeJournal(folder, Clock.systemUTC(), "jdurand", "poste");
        model = new ActivityModel(commands, changes, new CurrentThreadRunner(), deliveries::add, errors::add,
                desk());
    }

    private ConnectionDesk desk() {
        return new ConnectionDesk(() -> List.copyOf(connections), listener -> {}, name -> asked.add("retry " + name),
                name -> asked.add("disconnect " + name));
    }

    private void deliver() {
        while (!deliveries.isEmpty()) {
            deliveries.removeFirst().run();
        }
    }

    private CommandEntry ran(String server, String line, String result) {
        CommandEntry entry = commands.started(server, "jdurand", line);
        commands.finished(entry, result, 100, 0);
        return entry;
    }

    @Test
    void manyCommandsAreOneDelivery() {
        for (int i = 0; i < 500; i++) {
            ran("acme-web1", "df -P " + i, "0");
        }
        assertEquals(1, deliveries.size());
        deliver();
        assertEquals(500, model.commands().size());
        assertEquals("df -P 499", model.commands().getFirst().line());
        assertEquals("0", model.commands().getFirst().result());
    }

    /** Whatever the order of starts, ends and deliveries, the list is the journal turned round. */
    @Test
    void theListIsTheJournalNewestFirst() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<CommandEntry> open = new ArrayList<>();
        for (int i = 0; i < 13_000; i++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                open.add(commands.started("s" + random.nextInt(3), "u", "line " + i));
            } else {
                commands.finished(open.remove(random.nextInt(open.size())), String.valueOf(random.nextInt(3)), 1, 1);
            }
            if (random.nextInt(400) == 0) {
                deliver();
            }
        }
        deliver();
        assertEquals(commands.entries().reversed(), List.copyOf(model.commands()), "seed " + seed);
    }

    @Test
    void allWordsOfTheFilterMustStandSomewhere() {
        ran("acme-web1", "df -P", "0");
        ran("acme-web2", "df -P", "127");
        ran("acme-web1", "uptime", "0");
        deliver();
        model.filterProperty().set("  WEB1  df ");
        assertEquals(1, model.commands().size());
        model.filterProperty().set("127");
        assertEquals("acme-web2", model.commands().getFirst().server());
        model.filterProperty().set("");
        assertEquals(3, model.commands().size());
    }

    @Test
    void changesAreReadOnceAndFollowed() throws IOException {
        changes.append("acme-web1", "edit-server", "port 22 → 2222", "done");
        deliver();
        ActivityModel later = new ActivityModel(commands, changes, new CurrentThreadRunner(), deliveries::add,
                errors::add, desk());
        later.refresh();
        later.refresh();
        changes.append("console", "import", "12", "done");
        deliver();
        assertEquals(List.of("import", "edit-server"), later.changes().stream().map(ChangeEntry::action).toList());
        assertEquals(List.of(), errors);
    }

    @Test
    void aChangeHeardBeforeTheReadingStandsOnce() throws IOException {
        changes.append("a", "one", "", "done");
        changes.append("a", "two", "", "done");
        deliver();
        model.refresh();
        assertEquals(List.of("two", "one"), model.changes().stream().map(ChangeEntry::action).toList());
    }

    @Test
    void anAlteredJournalIsSaid() throws IOException {
        changes.append("acme-web1", "edit-server", "port 22 → 2222", "done");
        model.verify();
        assertInstanceOf(Verification.Intact.class, model.verificationProperty().get());
        Files.writeString(changes.path(), Files.readString(changes.path()).replace("2222", "2223"));
        model.verify();
        assertInstanceOf(Verification.Broken.class, model.verificationProperty().get());
    }

    @Test
    void connectionsAreThoseOfNow() {
        connections.add(new ConnectionSnapshot(List.of("acme-web1", "acme-alias"), "jdurand@acme-web1:22",
                new ConnectionState.Connected(), 1, 2, 1, 3, null, null, false, null));
        model.refresh();
        assertEquals(1, model.connections().size());
        model.retry(model.connections().getFirst());
        model.disconnect(model.connections().getFirst());
        assertEquals(List.of("retry acme-web1", "retry acme-alias", "disconnect acme-web1", "disconnect acme-alias"),
                asked);
        connections.clear();
        model.refreshConnections();
        assertTrue(model.connections().isEmpty());
    }

    @Test
    void statesAreCountedAsThePersonReadsThem() {
        RemoteException lost = new RemoteException(RemoteException.Kind.LOST, Message.of("activity.running"), null);
        for (ConnectionState state : List.of(new ConnectionState.Connected(),
                new ConnectionState.Slow(Duration.ofSeconds(31)), new ConnectionState.Connecting(ConnectStep.KEX),
                new ConnectionState.Reconnecting(Instant.EPOCH, lost), new ConnectionState.Offline(null),
                new ConnectionState.Offline(lost), new ConnectionState.NeedsYou(lost))) {
            connections.add(new ConnectionSnapshot(List.of("a"), "u@a:22", state, 0, 0, 0, 0, null, null, false, null));
        }
        assertEquals(new Connections(2, 2, 2), desk().count());
    }

    @Test
    void aScriptStandsOnOneLine() {
        assertEquals("set -e ↵ df -P ↵ uptime", CommandsView.oneLine("set -e\n  df -P\r\nuptime\n"));
    }

    @Test
    void anEndIsColouredByWhatItMeans() {
        for (String well : List.of("", "0", "HTTP 200", "HTTP 302")) {
            assertNull(CommandsView.colour(well), well);
        }
        assertEquals("warning", CommandsView.colour("1"));
        assertEquals("warning", CommandsView.colour("HTTP 404"));
        assertEquals("danger", CommandsView.colour("HTTP 503"));
        assertEquals("danger", CommandsView.colour("lost: TIMEOUT"));
    }
}
