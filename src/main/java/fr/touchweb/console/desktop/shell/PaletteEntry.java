package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;

/**
 * Something that the palette finds by a part of its name.
 *
 * @param kind what it is, in a word: server, site, log, command
 * @param name what is searched and shown
 * @param detail shown after the name and searched too, with less weight
 * @param action what choosing it does, on the JavaFX thread
 */
public record PaletteEntry(Message kind, String name, String detail, Runnable action) {}
