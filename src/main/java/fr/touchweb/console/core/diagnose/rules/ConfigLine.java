package fr.touchweb.console.core.diagnose.rules;

/**
 * A line of a configuration.
 *
 * @param file path on the server
 * @param number from 1; that of its first line when it is continued
 * @param text without the blanks around it
 */
public record ConfigLine(String file, int number, String text) {}
