package fr.touchweb.console.core.ssh;

/** A name in a folder and what it names; links are not followed. */
public record FileEntry(String name, FileStat stat) {}
