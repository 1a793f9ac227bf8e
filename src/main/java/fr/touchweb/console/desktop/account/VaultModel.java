package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.vault.Passwords;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.policy.VaultPolicy;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
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

    private final Assembly core;
    private final VaultWork work;
    private final VaultTransfers transfers;
    private final ReadOnlyObjectWrapper<Shown> shown;

    /** @param errors hears what is neither a wrong answer nor a file that cannot be used */
    public VaultModel(Assembly core, TaskRunner tasks, Consumer<Throwable> errors) {
        this.core = core;
        work = new VaultWork(core, tasks, errors, this::refresh);
        transfers = new VaultTransfers(core, work);
        shown = new ReadOnlyObjectWrapper<>(this, "shown", now());
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What went wrong last, null when it went right. */
    ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return work.problemProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return work.busyProperty();
    }

    /** Hand-over files and the keyring of the session. */
    VaultTransfers transfers() {
        return transfers;
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
        work.run(() -> {
            core.vault().create(password, work.cost());
            work.journal("vault-create");
            return true;
        }, made -> done.run(), password);
    }

    void open(char[] password) {
        work.run(() -> {
            core.vault().open(password);
            return true;
        }, opened -> {}, password);
    }

    void confirm(String code) {
        work.run(() -> {
            work.vault().confirm(code);
            return true;
        }, confirmed -> {});
    }

    void close() {
        core.vault().lock();
        work.forgetProblem();
        refresh();
    }

    /** @param done told once it is kept */
    void keep(String name, String user, String note, char[] secret, Runnable done) {
        work.run(() -> {
            work.vault().put(name, VaultItem.Kind.OTHER, user, note, secret);
            work.journal("vault-keep");
            return true;
        }, kept -> done.run(), secret);
    }

    /** Keeps what this run remembers under the name that log-ins ask by. */
    void keepRemembered(String name) {
        work.run(() -> {
            char[] secret = core.secrets().use(name);
            if (secret != null) {
                try {
                    work.vault().put(name, kind(name), "", "", secret);
                    work.journal("vault-keep");
                } finally {
                    Arrays.fill(secret, '\0');
                }
            }
            return true;
        }, kept -> {});
    }

    private static VaultItem.Kind kind(String name) {
        return switch (name.substring(0, Math.max(0, name.indexOf(' ')))) {
            case "password" -> VaultItem.Kind.PASSWORD;
            case "passphrase" -> VaultItem.Kind.PASSPHRASE;
            case "link" -> VaultItem.Kind.LINK;
            default -> VaultItem.Kind.OTHER;
        };
    }

    void remove(String name) {
        work.run(() -> {
            work.vault().remove(name);
            work.journal("vault-remove");
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
        work.run(() -> {
            work.journal("vault-copy");
            return true;
        }, told -> {});
    }

    void changePassword(char[] old, char[] fresh, Runnable done) {
        work.run(() -> {
            work.vault().changePassword(old, fresh, work.cost());
            work.journal("vault-password");
            return true;
        }, changed -> done.run(), old, fresh);
    }

    void proposeFactor(Consumer<Vault.Proposal> proposed) {
        work.run(() -> work.vault().proposeFactor(core.options().login()), proposed);
    }

    void acceptFactor(Vault.Proposal proposal, String code, Runnable done) {
        work.run(() -> {
            work.vault().acceptFactor(proposal, code);
            work.journal("vault-factor");
            return true;
        }, accepted -> done.run());
    }

    void removeFactor() {
        work.run(() -> {
            work.vault().removeFactor();
            work.journal("vault-factor-removed");
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
}
