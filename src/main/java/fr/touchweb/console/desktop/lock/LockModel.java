package fr.touchweb.console.desktop.lock;

import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultException;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.policy.LockPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.task.Work;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * When the window is locked, and what unlocks it. Locking forgets every secret and closes the vault; connections stay,
 * and what runs goes on. JavaFX thread only; deriving a key happens in the background.
 */
public final class LockModel {
    /** What is wanted now. */
    enum Phase {
        OPEN, WANTS_PASSWORD, WANTS_CODE
    }

    /** Why it was locked, for the journal and the words on the lock. */
    public enum Reason {
        PERSON, IDLE, SCREEN, START;

        Message words() {
            return Message.of("lock.reason." + name().toLowerCase(Locale.ROOT));
        }
    }

    private final Assembly core;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final LockPolicy policy;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.OPEN);
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private Reason reason = Reason.PERSON;
    private Instant since;
    private Instant input;

    /** @param errors hears what is neither a wrong answer nor a vault that cannot be read */
    public LockModel(Assembly core, TaskRunner tasks, Consumer<Throwable> errors) {
        this.core = core;
        this.tasks = tasks;
        this.errors = errors;
        policy = core.policy().vault().lock();
        input = now();
        since = input;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** Why it is not unlocked yet, null before the first try. */
    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    Reason reason() {
        return reason;
    }

    Instant since() {
        return since;
    }

    public boolean isLocked() {
        return phase.get() != Phase.OPEN;
    }

    /** Whether there is something to unlock it with. */
    boolean canLock() {
        return core.vault().state() != VaultKeeper.State.ABSENT;
    }

    private Instant now() {
        return core.options().clock().instant();
    }

    /** The person did something. */
    void input() {
        input = now();
    }

    /** Looks at the clock: locks after the time without input, the sleep of the machine included. */
    void tick() {
        Instant now = now();
        if (now.isBefore(input)) {
            input = now;
        }
        boolean idle = policy.idleMinutes() > 0
                && !now.isBefore(input.plus(Duration.ofMinutes(policy.idleMinutes())));
        if (idle) {
            lock(Reason.IDLE);
        }
    }

    /** The desktop session of this machine was locked. */
    void screenLocked() {
        if (policy.withScreen()) {
            lock(Reason.SCREEN);
        }
    }

    /** Locks at once if the policy wants the console to start so. */
    void start() {
        if (policy.atStart()) {
            lock(Reason.START);
        }
    }

    /**
     * Hides everything and forgets every secret.
     *
     * @return false when there is no vault, whose password would unlock it
     */
    boolean lock(Reason why) {
        if (isLocked()) {
            return true;
        }
        if (!canLock()) {
            return false;
        }
        reason = why;
        since = now();
        core.lock();
        problem.set(null);
        phase.set(Phase.WANTS_PASSWORD);
        journal("console-lock", why.name().toLowerCase(Locale.ROOT), "done");
        return true;
    }

    /** Tries the vault's password, which is wiped. */
    void unlock(char[] password) {
        run(control -> {
            try {
                core.vault().open(password);
                return core.vault().state() == VaultKeeper.State.WANTS_CODE && policy.withCode();
            } finally {
                Arrays.fill(password, '\0');
            }
        }, wantsCode -> {
            if (wantsCode) {
                phase.set(Phase.WANTS_CODE);
            } else {
                open();
            }
        });
    }

    /** Tries a code of the second factor, or a recovery code. */
    void confirm(String code) {
        run(control -> {
            Vault vault = core.vault().vault().orElse(null);
            if (vault != null) {
                vault.confirm(code);
            }
            return vault != null;
        }, confirmed -> {
            if (confirmed) {
                open();
            } else {
                // It closed by itself meanwhile: the password again.
                problem.set(Message.of("vault.closedMeanwhile"));
                phase.set(Phase.WANTS_PASSWORD);
            }
        });
    }

    private void open() {
        input();
        phase.set(Phase.OPEN);
        journal("console-unlock", "", "done");
    }

    private void run(Work<Boolean> work, Consumer<Boolean> then) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        tasks.start(Task.of(Message.of("lock.task"), work).computing().hidden(), outcome -> {
            busy.set(false);
            problem.set(null);
            switch (outcome) {
                case Outcome.Success<Boolean>(Boolean result) -> then.accept(result);
                case Outcome.Failure<Boolean>(VaultException refused) -> {
                    problem.set(refused.text());
                    journal("console-unlock", "", "refused: " + refused.reason().name().toLowerCase(Locale.ROOT));
                }
                case Outcome.Failure<Boolean>(IOException failed) -> problem
                        .set(Message.of("vault.file", core.vault().file().toString(),
                                String.valueOf(failed.getMessage())));
                case Outcome.Failure<Boolean>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Boolean> cancelled -> {
                }
            }
        });
    }

    private void journal(String action, String detail, String result) {
        tasks.start(Task.of(Message.of("lock.task"),
                control -> core.changes().append("console", action, detail, result)).hidden(), outcome -> {
                    if (outcome instanceof Outcome.Failure<?>(Throwable cause)) {
                        errors.accept(cause);
                    }
                });
    }

    /** Shows the lock of the demonstration, which nothing unlocks but {@link #endTour}. */
    void tour() {
        reason = Reason.IDLE;
        since = now();
        problem.set(null);
        phase.set(Phase.WANTS_PASSWORD);
    }

    void endTour() {
        phase.set(Phase.OPEN);
    }
}
