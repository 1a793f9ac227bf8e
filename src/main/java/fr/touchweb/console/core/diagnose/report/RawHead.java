package fr.touchweb.console.core.diagnose.report;

import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.text.MaskedLogin;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Raw headers for a report: as they came, but for what opens a session or a door. */
public final class RawHead {
    private static final Pattern COOKIE = Pattern.compile("(?i)(set-cookie\\s*:\\s*[^=;]*=)[^;]*(.*)");
    private static final Pattern LOCATION = Pattern.compile("(?i)(location\\s*:\\s*)(.*)");

    private RawHead() {}

    /** @param raw status line and headers */
    public static String masked(String raw) {
        return raw.lines().map(RawHead::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        var cookie = COOKIE.matcher(line);
        if (cookie.matches()) {
            return cookie.group(1) + MaskedLogin.MASK + cookie.group(2);
        }
        var location = LOCATION.matcher(line);
        return location.matches() ? location.group(1) + SecureLink.masked(location.group(2)) : line;
    }
}
