package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Formats that the fleet gives to logs, which are named by a path or by a pattern. Safe on any thread. */
public final class ForcedFormats {
    private final Map<SourceKey, String> formats = new ConcurrentHashMap<>();

    /** Notes the format of a log, when it has one. */
    public void put(LogSource source) {
        if (source.format() != null) {
            formats.put(source.place(), source.format());
        }
    }

    /** Id of the only format that the lines of a file may have; empty for detection. */
    public String of(SourceKey file) {
        String exact = formats.get(file);
        return exact != null
                ? exact
                : formats.entrySet().stream().filter(e -> e.getKey().server().equals(file.server())
                        && Globs.matches(e.getKey().path(), file.path())).map(Map.Entry::getValue).findFirst()
                        .orElse("");
    }
}
