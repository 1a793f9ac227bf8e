package fr.touchweb.console.core.format;

import fr.touchweb.console.core.text.Message;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first lines of a file say about its format.
 *
 * @param format the one of most lines; {@link LogFormat#TEXT} when none is known
 * @param lines lines a format, most first; lines of a record count for it, empty ones for none
 */
public record Detection(LogFormat format, Map<LogFormat, Integer> lines) {
    public Detection {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /**
     * Looks at the beginning of a file.
     *
     * @param parser used for nothing else
     * @param b beginning of the file; a last line without its line feed is left out unless it is the only one
     */
    public static Detection of(LineParser parser, byte[] b, int length) {
        Map<LogFormat, Integer> found = new HashMap<>();
        int from = 0;
        while (from < length) {
            int feed = Bytes.find(b, from, length, '\n');
            if (feed < 0 && from > 0) {
                break;
            }
            int to = feed < 0 ? length : feed;
            LogFormat format = parser.parse(b, from, to).format();
            if (to > from) {
                found.merge(format, 1, Integer::sum);
            }
            from = to + 1;
        }
        Map<LogFormat, Integer> ordered = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Map.Entry.<LogFormat, Integer>comparingByValue().reversed()
                        .thenComparing(entry -> entry.getKey().id()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        // A stray line that nobody knows does not make a log a text.
        LogFormat most = ordered.keySet().stream().min(Comparator.comparing(f -> f == LogFormat.TEXT))
                .orElse(LogFormat.TEXT);
        return new Detection(most, ordered);
    }

    /** Why, in words. */
    public Message why() {
        if (lines.isEmpty()) {
            return Message.of("format.why.fileEmpty");
        }
        int all = lines.values().stream().mapToInt(Integer::intValue).sum();
        List<String> others = lines.keySet().stream().filter(f -> f != format).map(LogFormat::id).toList();
        int own = lines.getOrDefault(format, 0);
        return others.isEmpty()
                ? Message.of("format.why.file", format.id(), own, all)
                : Message.of("format.why.fileMixed", format.id(), own, all, String.join(", ", others));
    }
}
