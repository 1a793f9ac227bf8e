package fr.touchweb.console.core.diagnose.rules;

/**
 * A line of a configuration.
 *
 * @param file path on the server
 * @param number from 1; that of its first line when it is continued
 * @param text what counts, without the blanks around it
 * @param raw the same as it stands in the file; another text where a macro replaced its parameters
 */
public record ConfigLine(String file, int number, String text, String raw) {
    public ConfigLine(String file, int number, String text) {
        this(file, number, text, text);
    }
}
