package fr.touchweb.console.core.logs.notes;

import java.time.Instant;
import java.util.List;

/**
 * A line that a person marked.
 *
 * @param link where it stands
 * @param micros by which it is ordered, since 1970-01-01T00:00Z
 * @param line its text, as far as it is kept
 * @param note what the person says of it; empty for nothing
 */
public record LineMark(Permalink link, long micros, String line, String note) {
    /** Characters of a line that a mark keeps. */
    public static final int LONGEST = 2_000;

    public LineMark {
        line = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    public LineMark with(String said) {
        return new LineMark(link, micros, line, said);
    }

    public Instant time() {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** Markdown for a ticket: each line with its server, its time in UTC, its link and the note. */
    public static String markdown(List<LineMark> marks) {
        StringBuilder text = new StringBuilder();
        for (LineMark mark : marks) {
            // A fence longer than any in the line keeps the line from ending it.
            String fence = "`".repeat(Math.max(3, longestRun(mark.line()) + 1));
            text.append("- **").append(mark.link().server()).append("** ").append(mark.time()).append(" `")
                    .append(mark.link()).append("`\n");
            mark.note().strip().lines().forEach(said -> text.append("  ").append(said).append('\n'));
            text.append('\n').append("  ").append(fence).append("\n  ").append(mark.line().replace("\n", "\n  "))
                    .append("\n  ").append(fence).append("\n\n");
        }
        return text.toString();
    }

    private static int longestRun(String line) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
