package fr.touchweb.console.cli;

import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for secrets on the terminal, without showing them. Where there is none (a script, a pipe) nobody is asked. */
public final class TerminalSecrets implements SecretSource {
    private final @Nullable Console console;
    private final Texts texts;

    public TerminalSecrets(@Nullable Console console, Texts texts) {
        this.console = console != null && console.isTerminal() ? console : null;
        this.texts = texts;
    }

    @Override
    public synchronized char @Nullable [] password(SshTarget target, boolean again) {
        String account = Objects.requireNonNullElse(target.user(), "") + "@" + target.host();
        return hidden(again, Message.of("cli.secret.password", account));
    }

    @Override
    public synchronized char @Nullable [] passphrase(Path keyFile, boolean again) {
        return hidden(again, Message.of("cli.secret.passphrase", keyFile.toString()));
    }

    /** Password of a login on a database; null when nobody can be asked. */
    synchronized char @Nullable [] database(String user) {
        return hidden(false, Message.of("cli.secret.password", user));
    }

    @Override
    public synchronized @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
            List<Prompt> prompts) {
        if (prompts.isEmpty()) {
            return List.of();
        }
        if (console == null) {
            return null;
        }
        for (String words : List.of(title, instruction)) {
            if (!words.isBlank()) {
                console.printf("%s%n", printable(words));
            }
        }
        List<char[]> answers = new ArrayList<>();
        for (Prompt prompt : prompts) {
            String text = printable(target.name() + ": " + prompt.text());
            char[] answer;
            if (prompt.echo()) {
                String line = console.readLine("%s", text);
                answer = line == null ? null : line.toCharArray();
            } else {
                answer = console.readPassword("%s", text);
            }
            if (answer == null) {
                return null;
            }
            answers.add(answer);
        }
        return answers;
    }

    private char @Nullable [] hidden(boolean again, Message question) {
        if (console == null) {
            return null;
        }
        if (again) {
            console.printf("%s%n", texts.get("cli.secret.again"));
        }
        char[] answer = console.readPassword("%s ", texts.get(question));
        return answer == null || answer.length == 0 ? null : answer;
    }

    /** A server's own words may hold control characters that would drive the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "�");
    }
}
