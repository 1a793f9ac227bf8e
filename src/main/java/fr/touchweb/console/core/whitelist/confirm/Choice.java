package fr.touchweb.console.core.whitelist.confirm;

import java.util.Locale;

/** How a confirmation ended, for the journal and for who looks at the figures later. */
public enum Choice {
    /** Still open. */
    NONE,
    /** Left without a change. */
    ABANDONED,
    /** Only the ban is lifted. */
    UNBAN,
    /** The narrower address is asked for instead. */
    NARROWER,
    /** What was asked for. */
    CONFIRMED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
