package fr.touchweb.console.desktop.whitelist;

/** What stands beside the list. */
public enum Beside {
    NOTHING, ADD, BANNED, REQUESTS, HISTORY, WHERE, ADOPT, RESTRICTIONS
}
