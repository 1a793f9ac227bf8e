package fr.touchweb.console.core.rights;

/** What made a file, told by its owner: the web server's account is never one that a person gets (G21). */
public enum Maker {
    /** The site itself, through its web server. */
    SITE,
    /** A person who signed in. */
    PERSON,
    /** The house: root. */
    HOUSE,
    /** An account that is known neither as a web server's nor as a person's. */
    UNKNOWN
}
