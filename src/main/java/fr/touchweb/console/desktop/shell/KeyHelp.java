package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;

/**
 * One line of the key list.
 *
 * @param keys as they stand on the keyboard, {@code n} or {@code Ctrl+Entrée}
 * @param words what they do
 */
public record KeyHelp(Message keys, Message words) {}
