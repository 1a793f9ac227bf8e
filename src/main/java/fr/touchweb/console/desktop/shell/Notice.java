package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
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
 */
public record Notice(Severity severity, Instant at, @Nullable String machine, Message text, @Nullable Message advice,
        String details, int count) {

    boolean sameAs(Notice other) {
        return severity == other.severity && java.util.Objects.equals(machine, other.machine)
                && text.equals(other.text);
    }
}
