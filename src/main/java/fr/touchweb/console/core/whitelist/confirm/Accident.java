package fr.touchweb.console.core.whitelist.confirm;

/** What happens to a confirmation without a button being pressed. None of it ever confirms. */
public enum Accident {
    /** Enter, in the field or anywhere else: nothing. */
    ENTER,
    /** Escape: back from the second confirmation, else the end. */
    ESCAPE,
    /** The window was closed: like Escape. */
    WINDOW_CLOSED,
    /** The focus went elsewhere: the second confirmation is armed anew. */
    FOCUS_LOST,
    /** The connection to a server was lost: the end. */
    DISCONNECTED
}
