package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.vault.HandOver;
import fr.touchweb.console.core.account.vault.OsKeyring;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultException;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.policy.VaultPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The other ways into the vault and out of it: files for somebody else, and the keyring of the desktop session. */
final class VaultTransfers {

    private final Assembly core;
    private final VaultWork work;

    VaultTransfers(Assembly core, VaultWork work) {
        this.core = core;
        this.work = work;
    }

    private VaultPolicy policy() {
        return core.policy().vault();
    }

    /**
     * Writes a file for somebody else.
     *
     * @param told gets the password of the file, which it wipes
     */
    void handOver(String name, Path file, Consumer<char[]> told) {
        work.run(() -> {
            Instant until = core.options().clock().instant().plus(Duration.ofDays(policy().handOverDays()));
            char[] password = HandOver.write(file, work.vault(), List.of(name), until, work.cost(),
                    policy().generatedLength());
            work.journal("vault-hand-over");
            return password;
        }, told);
    }

    /** Keeps what somebody gave, beside what stands in the vault under the same names. */
    void receive(Path file, char[] password) {
        work.run(() -> {
            try (HandOver.Received received = HandOver.read(file, password, core.options().clock())) {
                for (int i = 0; i < received.items().size(); i++) {
                    VaultItem item = received.items().get(i);
                    work.vault().put(freeName(item.name()), item.kind(), item.user(), item.note(),
                            received.secrets().get(i));
                }
            }
            work.journal("vault-receive");
            return true;
        }, kept -> {}, password);
    }

    private String freeName(String name) throws VaultException {
        Set<String> taken = work.vault().items().stream().map(VaultItem::name).collect(Collectors.toSet());
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    /** Whether the keyring of the desktop session may be used here, and is there. */
    boolean mayUseKeyring() {
        return policy().keyring() && Files.isExecutable(OsKeyring.PROGRAM);
    }

    /** Whether the keyring opens this vault. */
    boolean hasKeyring() {
        return mayUseKeyring() && Vault.hasKeyring(core.vault().file());
    }

    private OsKeyring keyring() {
        return new OsKeyring(OsKeyring.PROGRAM, core.options().environment(),
                Duration.ofSeconds(policy().keyringSeconds()));
    }

    void openByKeyring() {
        work.run(() -> {
            core.vault().open(keyring());
            return true;
        }, opened -> {});
    }

    /** Lets the keyring open the vault from now on, or no more. */
    void useKeyring(boolean use) {
        work.run(() -> {
            if (use) {
                work.vault().keepInKeyring(keyring());
            } else {
                work.vault().forgetKeyring(keyring());
            }
            work.journal(use ? "vault-keyring" : "vault-keyring-removed");
            return true;
        }, changed -> {});
    }
}
