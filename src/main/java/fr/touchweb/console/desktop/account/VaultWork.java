package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultException;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.policy.VaultPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Work with the vault in the background, one thing at a time, and how it ended. JavaFX thread only. */
final class VaultWork {
    /** Work with the vault. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException, VaultException;
    }

    private final Assembly core;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final Runnable ended;
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

    /** @param ended runs when something is done, whatever came of it */
    VaultWork(Assembly core, TaskRunner tasks, Consumer<Throwable> errors, Runnable ended) {
        this.core = core;
        this.tasks = tasks;
        this.errors = errors;
        this.ended = ended;
    }

    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    void forgetProblem() {
        problem.set(null);
    }

    Hardening cost() {
        VaultPolicy policy = core.policy().vault();
        return new Hardening(policy.memoryMebibytes(), policy.passes(), policy.lanes());
    }

    Vault vault() throws VaultException {
        return core.vault().vault().orElseThrow(() -> new VaultException(VaultException.Reason.WRONG_PASSWORD,
                Message.of("vault.closedMeanwhile")));
    }

    /** That it was done, never what it was done with. */
    void journal(String action) throws IOException {
        core.changes().append("console", action, "", "done");
    }

    /** @param wiped secrets that are wiped once the work is done */
    <T> void run(Work<T> work, Consumer<T> then, char[]... wiped) {
        busy.set(true);
        tasks.start(Task.of(Message.of("vault.task"), control -> {
            try {
                return work.run();
            } finally {
                for (char[] secret : wiped) {
                    Arrays.fill(secret, '\0');
                }
            }
        }).computing().hidden(), outcome -> {
            busy.set(false);
            problem.set(null);
            switch (outcome) {
                case Outcome.Success<T>(T result) -> then.accept(result);
                case Outcome.Failure<T>(VaultException refused) -> problem.set(refused.text());
                case Outcome.Failure<T>(IOException failed) -> problem.set(Message.of("vault.file",
                        core.vault().file().toString(),
                        String.valueOf(failed.getMessage())));
                case Outcome.Failure<T>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<T> cancelled -> {
                }
            }
            ended.run();
        });
    }
}
