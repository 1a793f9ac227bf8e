package fr.touchweb.console.core.whitelist.confirm;

/** Where a confirmation stands. */
public enum Step {
    /** The card is read. */
    REVIEW,
    /** The second confirmation is asked. */
    SECOND,
    /** It was confirmed. */
    CONFIRMED,
    /** It ended with nothing let in. */
    ENDED
}
