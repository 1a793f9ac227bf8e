package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Tries to reach one server, and tells how it would be reached. JavaFX thread only. */
final class FleetReach {
    private final FleetModel model;
    private final TaskRunner tasks;

    FleetReach(FleetModel model, TaskRunner tasks) {
        this.model = model;
        this.tasks = tasks;
    }

    /**
     * Tries to reach a server that may not be saved yet.
     *
     * @param done gets true when it answered, with what it said
     */
    void test(Server server, Consumer<Outcome<Message>> done) {
        model.fleet().ifPresent(fleet -> {
            Fleet with = fleet.with(server);
            tasks.start(Task.of(Message.of("fleet.task.test", server.host()), control -> {
                model.room().store().reader().check(with);
                var account = model.room().hosts().apply(with.target(server)).capabilities();
                return Message.of(account.shell() ? "fleet.form.reached" : "fleet.form.reachedFilesOnly",
                        Objects.requireNonNullElse(account.user(), "?"));
            }), done);
        });
    }

    /**
     * Reads how a server is reached.
     *
     * @param told gets what was not understood on the way
     */
    void sshNotes(Server server, Consumer<List<Message>> told) {
        model.fleet().ifPresent(fleet -> tasks.start(Task.of(Message.of("fleet.task.sshConfig", server.id()),
                control -> model.room().sshNotes().of(fleet.target(server))).hidden(), outcome -> {
                    if (outcome instanceof Outcome.Success<List<Message>>(List<Message> notes)) {
                        told.accept(notes);
                    } else if (outcome instanceof Outcome.Failure<List<Message>>(Throwable cause)) {
                        told.accept(List.of(FleetModel.words(cause)));
                    }
                }));
    }
}
