package fr.touchweb.console.core.account;

import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory, else from the vault where it is open, else asks the person; what was wrong is asked for again.
 * Answers to a server's own prompts are never remembered: nobody can tell
 * a password from a one-time code by its text (reference ssh 1.2).
 */
public final class RememberingSecrets implements SecretSource {
    private final MemorySecrets memory;
    private final VaultKeeper vault;
    private final SecretSource person;

    public RememberingSecrets(MemorySecrets memory, VaultKeeper vault, SecretSource person) {
        this.memory = memory;
        this.vault = vault;
        this.person = person;
    }

    @Override
    public char @Nullable [] password(SshTarget target, boolean again) throws InterruptedException {
        String name = "password " + target.user() + "@" + target.host() + ":" + target.port();
        return known(name, again, () -> person.password(target, again));
    }

    @Override
    public char @Nullable [] passphrase(Path keyFile, boolean again) throws InterruptedException {
        return known("passphrase " + keyFile.toAbsolutePath(), again, () -> person.passphrase(keyFile, again));
    }

    @Override
    public @Nullable List<char[]> answers(SshTarget target, String title, String instruction, List<Prompt> prompts)
            throws InterruptedException {
        return person.answers(target, title, instruction, prompts);
    }

    @FunctionalInterface
    private interface Question {
        char @Nullable [] ask() throws InterruptedException;
    }

    private char @Nullable [] known(String name, boolean again, Question question) throws InterruptedException {
        if (again) {
            memory.forget(name);
        } else {
            char[] found = memory.use(name);
            if (found == null) {
                found = vault.secret(name);
            }
            if (found != null) {
                return found;
            }
        }
        char[] answer = question.ask();
        if (answer != null) {
            memory.keep(name, answer);
        }
        return answer;
    }
}
