package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;

/**
 * The person, bottom left.
 *
 * @param name as people write it
 * @param role what they are here, until when
 */
public record PersonLine(String name, Message role) {}
