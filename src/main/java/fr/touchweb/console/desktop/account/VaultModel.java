package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.vault.HandOver;
import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.Passwords;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultException;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.policy.VaultPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of the vault, and what it does with it. Secrets that come in are wiped here once they were used.
 * JavaFX thread only; deriving a key happens in the background, one thing at a time.
 */
public final class VaultModel {
    /**
     * The vault as it stands.
     *
     * @param remembered names of secrets that are in memory of this run and not in the vault
     * @param recoveryCodes that are left, empty without a second factor
     */
    record Shown(VaultKeeper.State state, List<VaultItem> items, List<String> remembered,
            Optional<Integer> recoveryCodes) {}

    /** Work with the vault. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException, VaultException;
    }

    private final Assembly core;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

    /** @param errors hears what is neither a wrong answer nor a file that cannot be used */
    public VaultModel(Assembly core, TaskRunner tasks, Consumer<Throwable> errors) {
        this.core = core;
        this.tasks = tasks;
        this.errors = errors;
        shown = new ReadOnlyObjectWrapper<>(this, "shown", now());
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What went wrong last, null when it went right. */
    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    VaultPolicy policy() {
        return core.policy().vault();
    }

    String file() {
        return core.vault().file().toString();
    }

    /** Looks again: the vault may have closed by itself. */
    void refresh() {
        shown.set(now());
    }

    private Shown now() {
        VaultKeeper keeper = core.vault();
        VaultKeeper.State state = keeper.state();
        List<VaultItem> items = keeper.items();
        List<String> kept = items.stream().map(VaultItem::name).toList();
        boolean open = state == VaultKeeper.State.OPEN;
        return new Shown(state, items,
                open ? core.secrets().names().stream().filter(name -> !kept.contains(name)).toList() : List.of(),
                open ? keeper.vault().flatMap(Vault::recoveryCodesLeft) : Optional.empty());
    }

    void create(char[] password, Runnable done) {
        run(() -> {
            core.vault().create(password, cost());
            journal("vault-create");
            return true;
        }, made -> done.run(), password);
    }

    void open(char[] password) {
        run(() -> {
            core.vault().open(password);
            return true;
        }, opened -> {}, password);
    }

    void confirm(String code) {
        run(() -> {
            vault().confirm(code);
            return true;
        }, confirmed -> {});
    }

    void close() {
        core.vault().lock();
        problem.set(null);
        refresh();
    }

    /** @param done told once it is kept */
    void keep(String name, String user, String note, char[] secret, Runnable done) {
        run(() -> {
            vault().put(name, VaultItem.Kind.OTHER, user, note, secret);
            journal("vault-keep");
            return true;
        }, kept -> done.run(), secret);
    }

    /** Keeps what this run remembers under the name that log-ins ask by. */
    void keepRemembered(String name) {
        run(() -> {
            char[] secret = core.secrets().use(name);
            if (secret != null) {
                try {
                    vault().put(name, name.startsWith("password ")
                            ? VaultItem.Kind.PASSWORD
                            : VaultItem.Kind.PASSPHRASE, "", "", secret);
                    journal("vault-keep");
                } finally {
                    Arrays.fill(secret, '\0');
                }
            }
            return true;
        }, kept -> {});
    }

    void remove(String name) {
        run(() -> {
            vault().remove(name);
            journal("vault-remove");
            return true;
        }, removed -> {});
    }

    /** Gives a secret to be copied; it is wiped when {@code taken} returns. */
    void take(String name, Consumer<char[]> taken) {
        char[] secret = core.vault().secret(name);
        if (secret == null) {
            refresh();
            return;
        }
        try {
            taken.accept(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
        run(() -> {
            journal("vault-copy");
            return true;
        }, told -> {});
    }

    /**
     * Writes a file for somebody else.
     *
     * @param told gets the password of the file, which it wipes
     */
    void handOver(String name, Path file, Consumer<char[]> told) {
        run(() -> {
            Instant until = core.options().clock().instant().plus(Duration.ofDays(policy().handOverDays()));
            char[] password = HandOver.write(file, vault(), List.of(name), until, cost(), policy().generatedLength());
            journal("vault-hand-over");
            return password;
        }, told);
    }

    /** Keeps what somebody gave, beside what stands in the vault under the same names. */
    void receive(Path file, char[] password) {
        run(() -> {
            try (HandOver.Received received = HandOver.read(file, password, core.options().clock())) {
                for (int i = 0; i < received.items().size(); i++) {
                    VaultItem item = received.items().get(i);
                    vault().put(freeName(item.name()), item.kind(), item.user(), item.note(),
                            received.secrets().get(i));
                }
            }
            journal("vault-receive");
            return true;
        }, kept -> {}, password);
    }

    private String freeName(String name) throws VaultException {
        Set<String> taken = vault().items().stream().map(VaultItem::name).collect(Collectors.toSet());
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    void changePassword(char[] old, char[] fresh, Runnable done) {
        run(() -> {
            vault().changePassword(old, fresh, cost());
            journal("vault-password");
            return true;
        }, changed -> done.run(), old, fresh);
    }

    void proposeFactor(Consumer<Vault.Proposal> proposed) {
        run(() -> vault().proposeFactor(core.options().login()), proposed);
    }

    void acceptFactor(Vault.Proposal proposal, String code, Runnable done) {
        run(() -> {
            vault().acceptFactor(proposal, code);
            journal("vault-factor");
            return true;
        }, accepted -> done.run());
    }

    void removeFactor() {
        run(() -> {
            vault().removeFactor();
            journal("vault-factor-removed");
            return true;
        }, removed -> {});
    }

    /** A new password of the house's length; the caller wipes it. */
    char[] generated() {
        return Passwords.generate(policy().generatedLength());
    }

    /** Opens the vault of the lab, where everything is invented, this password too; made at the first picture. */
    void tour() {
        char[] password = "un coffre de démonstration".toCharArray();
        if (shown.get().state() == VaultKeeper.State.ABSENT) {
            create(password, () -> keep("back-office acme.test", "jdurand", "", generated(), () -> {}));
        } else {
            open(password);
        }
    }

    private Hardening cost() {
        return new Hardening(policy().memoryMebibytes(), policy().passes(), policy().lanes());
    }

    private Vault vault() throws VaultException {
        return core.vault().vault().orElseThrow(() -> new VaultException(VaultException.Reason.WRONG_PASSWORD,
                Message.of("vault.closedMeanwhile")));
    }

    /** That it was done, never what it was done with. */
    private void journal(String action) throws IOException {
        core.changes().append("console", action, "", "done");
    }

    private <T> void run(Work<T> work, Consumer<T> then, char[]... wiped) {
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
                case Outcome.Failure<T>(IOException failed) -> problem.set(Message.of("vault.file", file(),
                        String.valueOf(failed.getMessage())));
                case Outcome.Failure<T>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<T> cancelled -> {
                }
            }
            refresh();
        });
    }
}
