package fr.touchweb.console.core.fleet.eol;

/** How worrying something is; always shown with a word as well. */
public enum Tone {
    GOOD, WARNING, DANGER, UNKNOWN
}
