package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.text.Message;

/**
 * One thing that is known, or not known, about a range.
 *
 * @param code stable id for scripts; {@code unknown} for what could not be found out
 * @param about what an unknown fact is about, else the code once more
 * @param tier that it raises the request to; an unknown fact raises none
 * @param text for the person
 */
public record Fact(String code, String about, Tier tier, Message text) {
    /** Code of facts that could not be found out. */
    public static final String UNKNOWN = "unknown";
    /** Code of the addresses of a range that were banned; the first argument of its text is their number. */
    public static final String BANNED = "banned";

    /** A fact that is only told. */
    public static Fact of(String code, Message text) {
        return new Fact(code, code, Tier.GREEN, text);
    }

    /** A fact that raises the tier. */
    public static Fact of(String code, Tier tier, Message text) {
        return new Fact(code, code, tier, text);
    }

    /** Something that nobody could tell, with the reason. */
    public static Fact unknown(String about, Message text) {
        return new Fact(UNKNOWN, about, Tier.GREEN, text);
    }

    public boolean known() {
        return !code.equals(UNKNOWN);
    }
}
