package fr.touchweb.console.core.fleet.eol;

import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * Until when something is maintained.
 *
 * @param calendar product whose dates count, {@code debian} for a package of Debian
 * @param cycle its release line, empty when not known
 * @param security end of security fixes, null when not known
 * @param extended end of long-term or extended support, null when there is none
 * @param house the date that the house goes by, null when not known
 * @param tone colour of the house date; unknown is never good
 * @param badge short words for a table
 * @param reason why it is not known; null when it is
 */
public record Support(String calendar, String cycle, @Nullable End security, @Nullable End extended,
        @Nullable End house, Tone tone, Message badge, boolean indicative, @Nullable Message reason) {

    static Support unknown(String calendar, Message reason) {
        return new Support(calendar, "", null, null, null, Tone.UNKNOWN, Message.of("fleet.eol.unknown"), false,
                reason);
    }
}
