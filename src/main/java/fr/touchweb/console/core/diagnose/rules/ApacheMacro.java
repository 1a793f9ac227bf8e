package fr.touchweb.console.core.diagnose.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A {@code <Macro>} of mod_macro: lines in which parameters are replaced as text.
 *
 * @param name in lower case
 * @param parameters as they are written in the lines
 */
record ApacheMacro(String name, List<String> parameters, List<ConfigLine> lines) {
    private static final int LONGEST = 1 << 16;

    /** @param head words of the opening line */
    static ApacheMacro of(List<String> head, List<ConfigLine> lines) {
        return new ApacheMacro(head.size() > 1 ? head.get(1).toLowerCase(Locale.ROOT) : "",
                List.copyOf(head.subList(Math.min(2, head.size()), head.size())), List.copyOf(lines));
    }

    /** Index of the line that closes the macro which opens at a line, the number of lines when none does. */
    static int end(List<ConfigLine> lines, int opening) {
        for (int i = opening + 1; i < lines.size(); i++) {
            if (lines.get(i).text().toLowerCase(Locale.ROOT).startsWith("</macro>")) {
                return i;
            }
        }
        return lines.size();
    }

    /** Its lines at their own place, with values for the parameters; the longest name first, as mod_macro replaces. */
    List<ConfigLine> with(List<String> values) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < Math.min(parameters.size(), values.size()); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> parameters.get(i).length()).reversed());
        return lines.stream().map(line -> {
            String text = line.text();
            for (int i : order) {
                boolean replaced = !parameters.get(i).isEmpty() && text.length() < LONGEST;
                text = replaced ? text.replace(parameters.get(i), values.get(i)) : text;
            }
            return new ConfigLine(line.file(), line.number(), text, line.raw());
        }).toList();
    }
}
