package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.SecretSource.Prompt;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something secret that a log-in waits for.
 *
 * @param title what it is
 * @param subject for whom: account and machine, or a file
 * @param instruction what the server explains, in its own words, cleaned; empty when nothing
 * @param prompts one field each; cleaned words of the server, or the console's own when {@code ours}
 * @param ours label of the only field, null when the prompts are the server's
 * @param again whether the last answer was wrong
 * @param answer completed once; with null when the person gave none
 */
record SecretRequest(Message title, String subject, String instruction, List<Prompt> prompts, @Nullable Message ours,
        boolean again, CompletableFuture<@Nullable SecretAnswer> answer) {

    /**
     * What the person typed.
     *
     * @param values one each, wiped by whoever takes them
     */
    record SecretAnswer(List<char[]> values) {
        @Override
        public String toString() {
            return "SecretAnswer[" + values.size() + " values]";
        }
    }

    /** Words of a server: no control characters, and not endless. */
    static String cleaned(String words) {
        String plain = words.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        return plain.length() > 500 ? plain.substring(0, 500) + "…" : plain;
    }
}
