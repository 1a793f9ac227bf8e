package fr.touchweb.console.core.address;

import fr.touchweb.console.core.text.Message;
import java.util.List;

/** What a text that should be an address turned out to be. */
public sealed interface Parsed {

    /** One reading only. */
    record Read(Cidr cidr) implements Parsed {}

    /**
     * Somebody must say what is meant.
     *
     * @param code {@code host-bits} or {@code ipv4-mapped}
     * @param question why it is not clear
     * @param readings what it may mean, the narrowest first; never empty
     */
    record Unclear(String code, Message question, List<Cidr> readings) implements Parsed {
        public Unclear {
            readings = List.copyOf(readings);
        }
    }

    /**
     * No address at all.
     *
     * @param code stable id of the reason, {@code leading-zero} for one
     * @param reason for the person
     */
    record Refused(String code, Message reason) implements Parsed {}
}
