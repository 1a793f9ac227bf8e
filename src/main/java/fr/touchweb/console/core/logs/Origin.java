package fr.touchweb.console.core.logs;

/** How a line came into a timeline. */
enum Origin {
    FOLLOWED,
    /** Written before following began. */
    PAST,
    /** The same, and here before, until it was let go. */
    AGAIN
}
