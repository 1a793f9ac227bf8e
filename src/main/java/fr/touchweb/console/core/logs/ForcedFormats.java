package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Formats that the fleet gives to logs, which are named by a path or by a pattern, or a person to one. Safe on any thread. */
public final class ForcedFormats {
    private final Map<SourceKey, String> formats = new ConcurrentHashMap<>();
    private final Map<SourceKey, String> wanted = new ConcurrentHashMap<>();

    /** Notes the format of a log, when it has one. */
    public void put(LogSource source) {
        if (source.format() != null) {
            formats.put(source.place(), source.format());
        }
    }

    /** Gives a file the format that a person wants, whatever the fleet says; null takes that back. */
    void want(SourceKey file, @Nullable String format) {
        if (format == null) {
            wanted.remove(file);
        } else {
            wanted.put(file, format);
        }
    }

    /** Id of the only format that the lines of a file may have; empty for detection. */
    public String of(SourceKey file) {
        String own = wanted.get(file);
        if (own != null) {
            return own;
        }
        String exact = formats.get(file);
        return exact != null
                ? exact
                : formats.entrySet().stream().filter(e -> e.getKey().server().equals(file.server())
                        && Globs.matches(e.getKey().path(), file.path())).map(Map.Entry::getValue).findFirst()
                        .orElse("");
    }
}
