package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The probe's own lines sorted by key. Anything before, between and after them (banners, warnings) is passed over. */
final class ProbeSections {
    private final Map<String, Section> sections = new TreeMap<>();
    private final boolean filesOnly;

    /** Lines of one key; a key that failed in one way and worked in another counts as working. */
    static final class Section {
        private final List<String> lines = new ArrayList<>();
        private final List<String> sources = new ArrayList<>();
        private int exit = -1;
        private @Nullable Message problem;

        List<String> lines() {
            return lines;
        }

        String first() {
            return lines.isEmpty() ? "" : lines.get(0);
        }

        String source() {
            return sources.isEmpty() ? "" : sources.get(sources.size() - 1);
        }

        boolean worked() {
            return exit == 0;
        }
    }

    ProbeSections(ProbeOutput output) {
        filesOnly = output.filesOnly();
        String start = output.mark() + "|";
        for (String line : output.text().split("\n", -1)) {
            String clean = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (clean.startsWith(start)) {
                take(clean.substring(start.length()));
            }
        }
    }

    private void take(String line) {
        String[] parts = line.split("\\|", 3);
        if (parts.length < 3) {
            return;
        }
        Section section = sections.computeIfAbsent(parts[0], key -> new Section());
        switch (parts[1]) {
            case "B" -> section.sources.add(parts[2]);
            case "L" -> section.lines.add(parts[2]);
            case "E" -> {
                section.exit = number(parts[2]);
                if (section.exit == 124) {
                    section.problem = Message.of("fleet.unknown.timeout", section.source());
                } else if (section.exit != 0) {
                    section.problem = Message.of("fleet.unknown.failed", section.source(),
                            String.valueOf(section.exit), section.first());
                }
            }
            case "U" -> section.problem = reason(parts[2]);
            default -> {
                // a later probe may know more kinds of lines
            }
        }
    }

    private static Message reason(String text) {
        int bar = text.indexOf('|');
        String kind = bar < 0 ? text : text.substring(0, bar);
        String what = bar < 0 ? "" : text.substring(bar + 1);
        return switch (kind) {
            case "tool" -> Message.of("fleet.unknown.tool", what);
            case "denied" -> Message.of("fleet.unknown.denied", what);
            default -> Message.of("fleet.unknown.absent", what);
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    boolean complete() {
        return sections.containsKey("end");
    }

    /** The section, null when it has no line. */
    @Nullable
    Section get(String key) {
        Section section = sections.get(key);
        return section == null || section.lines.isEmpty() ? null : section;
    }

    /** Lines of a key that has no end mark of its own. */
    List<String> lines(String key) {
        Section section = sections.get(key);
        return section == null ? List.of() : section.lines;
    }

    /** Why the first of these keys is not known. */
    Message reason(String... keys) {
        for (String key : keys) {
            Section section = sections.get(key);
            if (section != null && section.problem != null) {
                return section.problem;
            }
        }
        return filesOnly
                ? Message.of("fleet.unknown.filesOnly")
                : complete() ? Message.of("fleet.unknown.silent") : Message.of("fleet.unknown.ended");
    }
}
