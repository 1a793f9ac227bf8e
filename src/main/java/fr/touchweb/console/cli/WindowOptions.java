package fr.touchweb.console.cli;

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
 */
public record WindowOptions(boolean demo, @Nullable String fleet, @Nullable String profile, @Nullable ZoneId zone) {

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
