package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.text.Message;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Doors that have a list of their own, in the order of the page's tabs. */
public enum Scope {
    /** Addresses that are never banned. */
    @JsonProperty("ids")
    IDS(false),
    /** Addresses that may log in over SSH (L40). */
    @JsonProperty("ssh")
    SSH(true),
    /** The same for FTP. */
    @JsonProperty("ftp")
    FTP(true),
    /** The same for phpMyAdmin. */
    @JsonProperty("pma")
    PMA(false),
    /** The same for a shop's back office (L05). */
    @JsonProperty("backoffice")
    BACKOFFICE(true);

    private final boolean locking;

    Scope(boolean locking) {
        this.locking = locking;
    }

    /** As it stands in {@code fleet.json} and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the door. */
    public Message title() {
        return Message.of("whitelist.scope." + id());
    }

    /** Whether a mistake here can shut us out, so that a change undoes itself unless it is kept over a new connection. */
    public boolean locking() {
        return locking;
    }

    public static Optional<Scope> of(String id) {
        return Arrays.stream(values()).filter(scope -> scope.id().equals(id)).findFirst();
    }
}
