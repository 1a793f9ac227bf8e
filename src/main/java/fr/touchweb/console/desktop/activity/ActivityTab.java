package fr.touchweb.console.desktop.activity;

/** Parts of the page. */
enum ActivityTab {
    COMMANDS, WORK, CONNECTIONS, CHANGES
}
