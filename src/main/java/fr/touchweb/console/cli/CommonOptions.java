package fr.touchweb.console.cli;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every verb; put it into a command with {@code @Mixin}. */
public final class CommonOptions {
    @Option(names = "--fleet", paramLabel = "FILE", descriptionKey = "cli.option.fleet")
    @Nullable
    private String fleet;

    @Option(names = "--profile", paramLabel = "NAME", descriptionKey = "cli.option.profile")
    @Nullable
    private String profile;

    @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "cli.option.zone")
    @Nullable
    private ZoneId zone;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    /** File, folder or {@code sftp://} address of the fleet, null for the one in the settings folder. */
    public @Nullable String fleet() {
        return fleet;
    }

    /** Policy profile, null for what the fleet names. */
    public @Nullable String profile() {
        return profile;
    }

    /** Zone of logs that carry none, null for the host's. */
    public @Nullable ZoneId zone() {
        return zone;
    }

    public boolean json() {
        return json;
    }
}
