package fr.touchweb.console.core.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person for secrets. Called on a task's thread, never on a reader thread of the connection except for
 * {@link #answers}; may block for at most two minutes. Null means that the person gave none. The arrays are wiped by the
 * caller after use.
 */
public interface SecretSource {
    /** Password of an account; {@code again} when the last one was refused. */
    char @Nullable [] password(SshTarget target, boolean again) throws InterruptedException;

    /** Passphrase of a key file; {@code again} when the last one did not open it. */
    char @Nullable [] passphrase(Path keyFile, boolean again) throws InterruptedException;

    /**
     * Answers to the prompts of keyboard-interactive, one each, in order.
     *
     * @param title what the server calls this exchange, may be empty
     * @param instruction what the server explains, may be empty
     */
    @Nullable
    List<char[]> answers(SshTarget target, String title, String instruction, List<Prompt> prompts)
            throws InterruptedException;

    /**
     * One question of the server.
     *
     * @param text the server's own words
     * @param echo whether the answer may be seen while it is typed
     */
    record Prompt(String text, boolean echo) {}

    /** For scripts and tests: nobody to ask. */
    SecretSource NONE = new SecretSource() {
        @Override
        public char @Nullable [] password(SshTarget target, boolean again) {
            return null;
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) {
            return null;
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> prompts) {
            return null;
        }
    };
}
