package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formats that a person gives to files whose lines are told wrongly. JavaFX thread only. */
final class WantedFormats {
    private final LogSession session;
    private final Runnable changed;
    private final Map<String, String> formats = new TreeMap<>();

    /**
     * @param before by server and path
     * @param changed called when a person changed them
     */
    WantedFormats(LogSession session, Map<String, String> before, Runnable changed) {
        this.session = session;
        this.changed = changed;
        before.forEach((file, format) -> {
            int colon = file.indexOf(':');
            if (colon > 0) {
                formats.put(file, format);
                session.force(new SourceKey(file.substring(0, colon), file.substring(colon + 1)), format);
            }
        });
    }

    /** Every format that could be given. */
    List<LogFormat> all() {
        return session.formats();
    }

    /** The one that a person gave to a file, null for none. */
    @Nullable
    String of(SourceKey file) {
        return formats.get(file.toString());
    }

    /** Gives a file a format; null leaves it to detection. */
    void want(SourceKey file, @Nullable String format) {
        if (format == null) {
            formats.remove(file.toString());
        } else {
            formats.put(file.toString(), format);
        }
        session.force(file, format);
        changed.run();
    }

    Map<String, String> state() {
        return Map.copyOf(formats);
    }
}
