package fr.touchweb.console.core.binlog.model;

/**
 * Text of a statement, passwords masked.
 *
 * @param text its beginning, all of it when {@code kept} equals {@code bytes}
 * @param bytes length of the whole text in the log
 * @param kept bytes of it that {@code text} stands for
 * @param charset that the bytes were read in; IANA name
 */
public record SqlText(String text, long bytes, int kept, String charset) {
    public boolean cut() {
        return kept < bytes;
    }

    /** Its first line that is not blank. */
    public String firstLine() {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }
}
