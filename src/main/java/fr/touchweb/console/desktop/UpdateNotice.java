package fr.touchweb.console.desktop;

import fr.touchweb.console.core.supply.UpdateCheck;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Tells of a newer version once a start, where an address was set to ask; by default nobody is asked. */
final class UpdateNotice {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private UpdateNotice() {}

    static void ask(Desk desk) {
        String address = desk.settings().updatesProperty().get();
        if (address.isEmpty()) {
            return;
        }
        String own = Objects.requireNonNullElse(UpdateNotice.class.getPackage().getImplementationVersion(), "dev");
        desk.tasks().start(Task.of(Message.of("shell.update.task"),
                control -> UpdateCheck.newer(new URI(address), own, LIMIT)).hidden(), outcome -> {
                    switch (outcome) {
                        case Outcome.Success<Optional<UpdateCheck.Newest>>(Optional<UpdateCheck.Newest> newest) ->
                            newest.ifPresent(found -> desk.notices().information(null,
                                    Message.of("shell.update.newer", found.newest(), found.address())));
                        case Outcome.Failure<Optional<UpdateCheck.Newest>>(Throwable cause) -> desk.notices()
                                .add(Severity.INFORMATION, null, Message.of("shell.update.failed", address), null,
                                        String.valueOf(cause.getMessage()));
                        case Outcome.Cancelled<Optional<UpdateCheck.Newest>> cancelled -> {
                            // the window closes
                        }
                    }
                });
    }
}
