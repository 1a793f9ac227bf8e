package fr.touchweb.console.cli;

import fr.touchweb.console.core.logs.notes.Permalink;
import fr.touchweb.console.core.text.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window is opened on.
 *
 * @param demo on the embedded lab instead of the person's own fleet
 * @param fleet where the fleet is, null for the one in the settings folder
 * @param profile policy profile, null for what the fleet names
 * @param zone of logs that carry none, null for the host's
 * @param link of the line of a log to open at, null for the page of the last time
 * @param timing whether the milestones of the start are told
 */
public record WindowOptions(boolean demo, @Nullable String fleet, @Nullable String profile, @Nullable ZoneId zone,
        @Nullable String link, boolean timing) {

    /**
     * What the system hands over when a link or a document is opened with the console.
     *
     * @param target {@code tw-console://…}, or the file or {@code file:} address of a fleet
     * @throws UsageException when it is neither
     */
    WindowOptions opening(String target) throws UsageException {
        if (target.regionMatches(true, 0, Permalink.SCHEME + ":", 0, Permalink.SCHEME.length() + 1)) {
            if (Permalink.parse(target).isEmpty()) {
                throw new UsageException(Message.of("cli.badLink", target));
            }
            return new WindowOptions(demo, fleet, profile, zone, target, timing);
        }
        try {
            String file = target.startsWith("file:") ? Path.of(URI.create(target)).toString() : target;
            return new WindowOptions(demo, file, profile, zone, link, timing);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Message.of("cli.badLink", target));
        }
    }

    /** Name of the one window of this profile and fleet, fit for a file. */
    public String instance() {
        String name = profile == null ? "default" : profile.replaceAll("[^A-Za-z0-9._-]", "_");
        return fleet == null ? name : name + "-" + Integer.toHexString(fleet.hashCode());
    }

    /** Options that the lab has no use for: its fleet and its figures are its own. */
    public List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        if (demo && fleet != null) {
            ignored.add("--fleet");
        }
        if (demo && profile != null) {
            ignored.add("--profile");
        }
        return ignored;
    }
}
