package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened without the person asking, told aside and never in a dialog.
 *
 * @param at when
 * @param machine name of the machine it concerns, null when none
 * @param text what happened
 * @param advice what to try, null when there is nothing to say
 * @param details technical text to copy, empty when none; never a secret
 * @param count how often it happened in a row
 * @param way to what it is about, null when there is nothing to see
 */
public record Notice(Severity severity, Instant at, @Nullable String machine, Message text, @Nullable Message advice,
        String details, int count, @Nullable Way way) {

    /** A command that shows it, with its arguments. */
    public record Way(String command, List<String> arguments) {
        public Way {
            arguments = List.copyOf(arguments);
        }
    }

    /** Brings what it is about into sight, where there is something and the person may see it. */
    public void show(CommandRegistry commands) {
        if (way != null) {
            commands.run(way.command(), way.arguments().toArray(String[]::new));
        }
    }

    /** Whether it says the same of the same machine. */
    public boolean sameAs(Notice other) {
        return severity == other.severity && java.util.Objects.equals(machine, other.machine)
                && text.equals(other.text);
    }
}
