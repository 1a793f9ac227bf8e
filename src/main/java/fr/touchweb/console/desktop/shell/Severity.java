package fr.touchweb.console.desktop.shell;

/** How much a notice matters; each has a shape and a word besides its colour. */
public enum Severity {
    INFORMATION, WARNING, DANGER
}
