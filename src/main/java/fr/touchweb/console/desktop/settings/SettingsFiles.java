package fr.touchweb.console.desktop.settings;

import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where choices are kept.
 *
 * @param settings what the person chose
 * @param window place, page and scope of the window
 * @param defaults what the administrator of this machine chose for those who have not
 */
public record SettingsFiles(Path settings, Path window, Path defaults) {
    private static final String NAME = "tw-console";

    /**
     * Those of a person on this machine.
     *
     * @param profile named at the start, which has choices of its own; null for none
     */
    public static SettingsFiles of(ConsoleFolders folders, @Nullable String profile, Map<String, String> environment,
            String osName) {
        Path apart = profile == null ? Path.of("") : Path.of("profiles", profile.replaceAll("[^A-Za-z0-9_-]", "_"));
        return new SettingsFiles(folders.settings().resolve(apart).resolve("settings.json"),
                folders.state().resolve(apart).resolve("window.json"), defaults(environment, osName));
    }

    private static Path defaults(Map<String, String> environment, String osName) {
        Path folder = osName.startsWith("Windows")
                ? Path.of(environment.getOrDefault("ProgramData", "C:\\ProgramData"))
                : Path.of(osName.startsWith("Mac") ? "/Library/Application Support" : "/etc");
        return folder.resolve(NAME).resolve("defaults.json");
    }

    /**
     * Whether the processor is to draw, asked before there is a toolkit. What cannot be read says no here; the window tells
     * what is wrong with it.
     */
    public boolean software() {
        Boolean chosen = software(settings);
        return Boolean.TRUE.equals(chosen == null ? software(defaults) : chosen);
    }

    private static @Nullable Boolean software(Path file) {
        try {
            return Files.exists(file)
                    ? new StrictJson().read(file.toString(), Files.readAllBytes(file), SettingsDocument.class)
                            .software()
                    : null;
        } catch (IOException e) {
            return null; // told by Settings, which reads it again
        }
    }
}
