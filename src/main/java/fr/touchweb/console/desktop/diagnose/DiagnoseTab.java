package fr.touchweb.console.desktop.diagnose;

/** Tabs of the page. */
public enum DiagnoseTab {
    REDIRECT, CACHE, BAN, BATCH
}
