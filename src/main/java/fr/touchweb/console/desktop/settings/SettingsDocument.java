package fr.touchweb.console.desktop.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code settings.json} of the person, and {@code defaults.json} of the administrator, whose values stand where the person
 * has chosen none.
 *
 * @param version of the form of this document
 * @param language {@code fr}, {@code en}, or null to follow the system
 * @param theme {@code light}, {@code dark} or {@code system}; null follows the system too
 * @param scale of everything, 0.75 to 2
 * @param fontSize of text, 11 to 18 pixels
 * @param zone display zone, null for that of the system
 * @param terminal program that opens a terminal with its arguments, null to look for one
 * @param software whether the processor draws instead of the graphics card, from the next start on
 * @param reducedMotion whether nothing moves that need not, null to follow the system
 * @param systemNotices whether the system shows what comes while the window is not in front
 * @param updates address that tells the newest version, null never to ask
 * @param pages what each page keeps, by its id
 */
record SettingsDocument(int version, @Nullable String language, @Nullable String theme, @Nullable Double scale,
        @Nullable Integer fontSize, @Nullable String zone, @Nullable List<String> terminal,
        @Nullable Boolean software, @Nullable Boolean reducedMotion, @Nullable Boolean systemNotices,
        @Nullable String updates, @Nullable Map<String, JsonNode> pages) {

    static final int VERSION = 1;

    static SettingsDocument empty() {
        return new SettingsDocument(VERSION, null, null, null, null, null, null, null, null, null, null, null);
    }
}
