package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.journal.JournalExport;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.journal.Verification;
import fr.touchweb.console.core.ssh.transport.ConnectionSnapshot;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Notices;
import fr.touchweb.console.desktop.shell.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** State of the page. JavaFX thread only, except where the journals call in. */
public final class ActivityModel {
    private static final int CHANGES = 1000;

    private final CommandLog log;
    private final CommandJournal journal;
    private final ChangeJournal changeJournal;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ConnectionDesk connectionDesk;
    private final FilteredList<CommandEntry> commands;
    private final ObservableList<ChangeEntry> changes = FXCollections.observableArrayList();
    private final ObservableList<ConnectionSnapshot> connections = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<ActivityTab> tab = new SimpleObjectProperty<>(this, "tab", ActivityTab.COMMANDS);
    private final ObjectProperty<@Nullable CommandEntry> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable Verification> verification = new ReadOnlyObjectWrapper<>(this,
            "verification");
    private JournalWords changeWords = JournalWords.ALL;
    private boolean changesRead;
    private boolean readingChanges;
    private boolean changesAgain;

    /**
     * @param delivery brings what the journals say onto the JavaFX thread
     * @param connectionDesk the connections of now
     */
    public ActivityModel(CommandJournal journal, ChangeJournal changeJournal, TaskRunner tasks, Executor delivery,
            Consumer<Throwable> errors, ConnectionDesk connectionDesk) {
        this.journal = journal;
        this.changeJournal = changeJournal;
        this.tasks = tasks;
        this.errors = errors;
        this.connectionDesk = connectionDesk;
        log = new CommandLog(journal, delivery);
        commands = new FilteredList<>(log.entries());
        filter.addListener((p, before, query) -> {
            List<String> words = Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                    .filter(w -> !w.isEmpty()).toList();
            commands.setPredicate(words.isEmpty() ? null : entry -> has(words, text(entry)));
            changeWords = new JournalWords(query);
            if (changesRead) {
                readChanges();
            }
        });
        changeJournal.onAppend(entry -> delivery.execute(() -> add(entry)));
    }

    /** Commands that pass the filter, newest first. */
    ObservableList<CommandEntry> commands() {
        return commands;
    }

    /** How many commands are kept, and how many older ones are gone. */
    int commandCount() {
        return log.entries().size();
    }

    long droppedCommands() {
        return journal.dropped();
    }

    /** The newest changes that pass the filter, of all that the journal holds; newest first. */
    ObservableList<ChangeEntry> changes() {
        return changes;
    }

    ObservableList<ConnectionSnapshot> connections() {
        return connections;
    }

    /** Words that must all stand somewhere in a row. */
    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<ActivityTab> tabProperty() {
        return tab;
    }

    /** The command whose details are shown. */
    ObjectProperty<@Nullable CommandEntry> selectedProperty() {
        return selected;
    }

    /** What the last check of the journal said; null before the first. */
    ReadOnlyObjectProperty<@Nullable Verification> verificationProperty() {
        return verification.getReadOnlyProperty();
    }

    /** The page came into sight: reads the journal of changes once, and the connections. */
    void refresh() {
        connections.setAll(connectionDesk.all().get());
        if (!changesRead) {
            changesRead = true;
            readChanges();
        }
    }

    /** One reading at a time; a filter that changed meanwhile makes one more. */
    private void readChanges() {
        if (readingChanges) {
            changesAgain = true;
            return;
        }
        readingChanges = true;
        changesAgain = false;
        JournalWords words = changeWords;
        tasks.start(Task.of(Message.of("activity.task.readChanges"), control -> changeJournal.newest(words, CHANGES))
                .hidden(), outcome -> {
                    readingChanges = false;
                    takeChanges(outcome);
                    if (changesAgain) {
                        readChanges();
                    }
                });
    }

    /** Writes every change that passes the filter, older ones than the table shows too. */
    void export(Path into) {
        JournalExport form = into.toString().matches(".*\\.jsonl?") ? JournalExport.JSON_LINES : JournalExport.CSV;
        JournalWords words = changeWords;
        tasks.start(Task.of(Message.of("activity.task.export"), control -> changeJournal.export(words, form, into)),
                outcome -> {
                    if (outcome instanceof Outcome.Failure<Long>(Throwable cause)) {
                        errors.accept(cause);
                    }
                });
    }

    void refreshConnections() {
        List<ConnectionSnapshot> now = connectionDesk.all().get();
        if (!now.equals(connections)) {
            connections.setAll(now);
        }
    }

    /** Ends the pause before the next try of each server on this connection. */
    void retry(ConnectionSnapshot connection) {
        act(Message.of("activity.task.retry", connection.route()), connection, connectionDesk.retry());
    }

    /** Closes a connection; its next use opens it again. */
    void disconnect(ConnectionSnapshot connection) {
        act(Message.of("activity.task.disconnect", connection.route()), connection, connectionDesk.disconnect());
    }

    private void act(Message title, ConnectionSnapshot connection, Consumer<String> action) {
        tasks.start(Task.of(title, control -> {
            connection.names().forEach(action);
            return connection.route();
        }), outcome -> {
            if (outcome instanceof Outcome.Failure<String>(Throwable cause)) {
                errors.accept(cause);
            }
            refreshConnections();
        });
    }

    /**
     * Checks the journal in the background when the window opens, and tells of one that is broken on whatever page is in
     * sight.
     */
    public void verifyAtStart(Notices notices) {
        verification.addListener((p, before, found) -> {
            if (found instanceof Verification.Broken broken) {
                notices.add(Severity.DANGER, null,
                        Message.of("activity.verify.broken", String.valueOf(broken.line()), broken.reason()), null, "");
            }
        });
        verify(Task.of(Message.of("activity.task.verify"), control -> changeJournal.verify()).computing().hidden());
    }

    /** Checks the chain of the journal of changes. */
    void verify() {
        verify(Task.of(Message.of("activity.task.verify"), control -> changeJournal.verify()));
    }

    private void verify(Task<Verification> task) {
        tasks.start(task, outcome -> {
            switch (outcome) {
                case Outcome.Success<Verification>(Verification value) -> verification.set(value);
                case Outcome.Failure<Verification>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Verification>() -> verification.set(null);
            }
        });
    }

    private void takeChanges(Outcome<List<ChangeEntry>> outcome) {
        switch (outcome) {
            case Outcome.Success<List<ChangeEntry>>(List<ChangeEntry> read) -> {
                long newest = read.isEmpty() ? 0 : read.getLast().sequence();
                List<ChangeEntry> all = new ArrayList<>(changes.stream()
                        .filter(entry -> entry.sequence() > newest && changeWords.stand(entry)).toList());
                all.addAll(read.reversed());
                changes.setAll(all);
            }
            case Outcome.Failure<List<ChangeEntry>>(Throwable cause) -> {
                changesRead = false;
                errors.accept(cause);
            }
            case Outcome.Cancelled<List<ChangeEntry>>() -> changesRead = false;
        }
    }

    private void add(ChangeEntry entry) {
        if (!changeWords.stand(entry)) {
            return;
        }
        changes.addFirst(entry);
        if (changes.size() > CHANGES) {
            changes.removeLast();
        }
    }

    private static boolean has(List<String> words, String text) {
        return words.stream().allMatch(text::contains);
    }

    private static String text(CommandEntry entry) {
        return (entry.server() + ' ' + entry.account() + ' ' + entry.line() + ' '
                + (entry.result() == null ? "" : entry.result())).toLowerCase(Locale.ROOT);
    }
}
