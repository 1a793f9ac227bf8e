package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place where register, file and running daemon do not say the same. It is shown, and may be taken over; nothing is ever
 * written over it.
 *
 * @param kind what differs
 * @param backend id of the list
 * @param path its file
 * @param cidr the address in question
 * @param entry id of the entry that it concerns, null for what is nobody's
 */
public record Drift(Kind kind, String backend, String path, Cidr cidr, @Nullable String entry) {

    /** The differences. */
    public enum Kind {
        /** In the file without an id: somebody wrote it by hand. */
        FOREIGN,
        /** In the register, but not in the file. */
        NOT_IN_FILE,
        /** In the file with an id that the register does not let in. */
        ORPHAN,
        /** The daemon lets it in, the file does not say so: lost at its next start. */
        ONLY_RUNNING,
        /** In the file, but the daemon does not let it in. */
        NOT_RUNNING
    }

    public Message text() {
        return Message.of("whitelist.drift." + kind.name().toLowerCase(Locale.ROOT), cidr.toString(), path);
    }
}
