package fr.touchweb.console.cli;

import fr.touchweb.console.core.ssh.hostkey.Fingerprints;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.KnownHost;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.text.Texts;
import java.io.Console;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks about first contacts on the terminal. Trust is given by pasting the fingerprint that was read on the server itself;
 * a mere yes is not enough. Where there is no terminal (a script, a pipe) nothing is accepted.
 */
public final class TerminalHostKeys implements HostKeyAsker {
    private static final int MOST_TRIES = 3;

    /** A terminal with a person at it. */
    public interface Lines {
        void say(String text);

        /** What the person typed, null at the end of input. */
        @Nullable
        String ask(String question);
    }

    private final @Nullable Lines lines;
    private final Texts texts;

    public TerminalHostKeys(@Nullable Console console, Texts texts) {
        this(lines(console).orElse(null), texts);
    }

    /** The person at a console; empty where it is none, or no terminal. */
    static Optional<Lines> lines(@Nullable Console console) {
        return console != null && console.isTerminal() ? Optional.of(new OnConsole(console)) : Optional.empty();
    }

    TerminalHostKeys(@Nullable Lines lines, Texts texts) {
        this.lines = lines;
        this.texts = texts;
    }

    @Override
    public synchronized boolean accepts(HostKeyQuestion question) {
        if (lines == null) {
            return false;
        }
        KeyBlob key = question.verdict().key();
        if (!question.mayBeAccepted()) {
            for (KnownHost known : knownOf(question.verdict())) {
                lines.say(texts.get("cli.hostKey.known", known.place(), known.key().typeName(),
                        known.key().fingerprint()));
            }
            lines.say(texts.get("cli.hostKey.shown", key.typeName(), key.fingerprint()));
            return false;
        }
        lines.say(texts.get("cli.hostKey.first", question.name(), question.address()));
        lines.say(texts.get("cli.hostKey.shown", key.typeName(), key.fingerprint()));
        lines.say(texts.get("cli.hostKey.compare", Fingerprints.commandFor(key)));
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            String answer = lines.ask(texts.get("cli.hostKey.question") + " ");
            if (answer == null || answer.isBlank() || isNo(answer)) {
                return false;
            }
            if (Fingerprints.in(answer).contains(key.fingerprint())) {
                return true;
            }
            if (!Fingerprints.in(answer).isEmpty()) {
                lines.say(texts.get("cli.hostKey.different"));
                return false;
            }
            lines.say(texts.get("cli.hostKey.notEnough"));
        }
        return false;
    }

    private static boolean isNo(String answer) {
        return List.of("n", "no", "non").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private static List<KnownHost> knownOf(HostKeyVerdict verdict) {
        return switch (verdict) {
            case HostKeyVerdict.Changed(KeyBlob _, List<KnownHost> known) -> known;
            case HostKeyVerdict.OtherTypeKnown(KeyBlob _, List<KnownHost> known) -> known;
            case HostKeyVerdict.Revoked(KeyBlob _, KnownHost by) -> List.of(by);
            default -> List.of();
        };
    }

    private record OnConsole(Console console) implements Lines {
        @Override
        public void say(String text) {
            console.printf("%s%n", text);
        }

        @Override
        public @Nullable String ask(String question) {
            return console.readLine("%s", question);
        }
    }
}
