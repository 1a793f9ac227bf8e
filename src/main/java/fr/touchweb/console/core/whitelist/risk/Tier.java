package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.text.Message;
import java.util.Locale;

/** How much friction a request meets, from none to refusal (reference A.2). */
public enum Tier {
    /** Nothing is let in: a ban is lifted, an entry ends. */
    NONE,
    /** One address, nothing speaks against it. */
    GREEN,
    /** A derived value is typed. */
    ORANGE,
    /** A second person must agree. */
    RED,
    /** Nobody, from this console. */
    BLACK;

    /** 0 to 4, as the command line tells it. */
    public int number() {
        return ordinal();
    }

    public Message title() {
        return Message.of("whitelist.tier." + name().toLowerCase(Locale.ROOT));
    }

    public Tier worse(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
