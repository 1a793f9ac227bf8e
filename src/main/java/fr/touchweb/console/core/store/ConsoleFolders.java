package fr.touchweb.console.core.store;

import java.nio.file.Path;
import java.util.Map;

/**
 * Folders of the console on this machine, by the XDG base directory specification, {@code %APPDATA%} and
 * {@code %LOCALAPPDATA%} on Windows, {@code ~/Library} on macOS.
 *
 * @param settings what a person would copy to a new machine: settings, {@code fleet.json}, known_hosts, policies
 * @param state what only makes sense here: journals, window place, positions in logs
 * @param cache what may be deleted at any time
 */
public record ConsoleFolders(Path settings, Path state, Path cache) {
    private static final String NAME = "tw-console";

    /** The folders of the person who runs the console. */
    public static ConsoleFolders ofUser(Map<String, String> environment, Path home, String osName) {
        if (osName.startsWith("Windows")) {
            Path roaming = path(environment, "APPDATA", home.resolve("AppData/Roaming"));
            Path local = path(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
            return new ConsoleFolders(roaming.resolve(NAME), local.resolve(NAME).resolve("state"),
                    local.resolve(NAME).resolve("cache"));
        }
        if (osName.startsWith("Mac")) {
            Path library = home.resolve("Library");
            return new ConsoleFolders(library.resolve("Application Support").resolve(NAME),
                    library.resolve("Application Support").resolve(NAME).resolve("state"),
                    library.resolve("Caches").resolve(NAME));
        }
        return new ConsoleFolders(path(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                path(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve(NAME),
                path(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve(NAME));
    }

    /** Folder of sockets of running consoles, gone after a log-out where the system has such a place. */
    public Path runtime(Map<String, String> environment) {
        return path(environment, "XDG_RUNTIME_DIR", state.resolve("run")).resolve(NAME);
    }

    /** All three inside one folder, for the lab and for tests. */
    public static ConsoleFolders in(Path folder) {
        return new ConsoleFolders(folder.resolve("settings"), folder.resolve("state"), folder.resolve("cache"));
    }

    private static Path path(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.get(variable);
        // The specification says that a relative path is to be ignored.
        return value == null || value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
