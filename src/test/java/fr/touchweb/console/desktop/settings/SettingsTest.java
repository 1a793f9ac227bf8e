package fr.touchweb.console.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    private final List<Runnable> appointments = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    private DebouncedFile file() {
        return new DebouncedFile(folder.resolve("settings.json"), Duration.ofSeconds(1), (delay, work) -> {
            appointments.add(work);
            return () -> appointments.remove(work);
        }, failures::add);
    }

    private void timePasses() {
        List.copyOf(appointments).forEach(Runnable::run);
        appointments.clear();
    }

    @Test
    void everyChoiceComesBack() {
        DebouncedFile file = file();
        Settings settings = new Settings(file);
        settings.languageProperty().set(Language.ENGLISH);
        settings.themeProperty().set(ThemeChoice.DARK);
        settings.scaleProperty().set(1.25);
        settings.fontSizeProperty().set(15);
        settings.zoneProperty().set(ZoneId.of("America/Martinique"));
        timePasses();

        Settings again = new Settings(file());
        assertEquals(List.of(), again.problems());
        assertEquals(Language.ENGLISH, again.languageProperty().get());
        assertEquals(ThemeChoice.DARK, again.themeProperty().get());
        assertEquals(1.25, again.scaleProperty().get());
        assertEquals(15, again.fontSizeProperty().get());
        assertEquals(ZoneId.of("America/Martinique"), again.zoneProperty().get());
    }

    @Test
    void anAdministratorsDefaultsStandWhereThePersonHasChosenNothing() throws IOException {
        Path defaults = folder.resolve("defaults.json");
        Files.writeString(defaults,
                "{\"version\":1,\"theme\":\"dark\",\"scale\":1.5,\"language\":\"fr\",\"software\":true}");
        Settings settings = new Settings(file(), defaults);
        assertEquals(ThemeChoice.DARK, settings.themeProperty().get());
        assertEquals(1.5, settings.scaleProperty().get());
        assertTrue(settings.softwareProperty().get());
        assertFalse(Files.exists(folder.resolve("settings.json")), "defaults are no choice of the person");
        settings.themeProperty().set(ThemeChoice.SYSTEM);
        settings.softwareProperty().set(false);
        timePasses();

        Settings again = new Settings(file(), defaults);
        assertEquals(ThemeChoice.SYSTEM, again.themeProperty().get());
        assertFalse(again.softwareProperty().get());
        assertEquals(Language.FRENCH, again.languageProperty().get());
        Files.writeString(defaults, "{\"version\":1,\"colour\":3}");
        Settings wrong = new Settings(file(), defaults);
        assertEquals(1, wrong.problems().size());
        assertEquals(1.5, wrong.scaleProperty().get(), "what the person has still counts");
    }

    @Test
    void aProfileHasChoicesOfItsOwn() throws IOException {
        ConsoleFolders folders = ConsoleFolders.in(folder);
        SettingsFiles own = SettingsFiles.of(folders, null, Map.of(), "Linux");
        SettingsFiles apart = SettingsFiles.of(folders, "conobium", Map.of(), "Linux");
        assertEquals(folder.resolve("settings/settings.json"), own.settings());
        assertEquals(folder.resolve("settings/profiles/conobium/settings.json"), apart.settings());
        assertEquals(folder.resolve("state/profiles/conobium/window.json"), apart.window());
        assertEquals(Path.of("/etc/tw-console/defaults.json"), own.defaults());
        assertEquals(folder.resolve("settings/profiles/___x/settings.json"),
                SettingsFiles.of(folders, "../x", Map.of(), "Linux").settings());
        assertFalse(apart.software());
        Files.createDirectories(apart.settings().getParent());
        Files.writeString(apart.settings(), "{\"version\":1,\"software\":true}");
        assertTrue(apart.software());
        assertFalse(own.software());
    }

    @Test
    void severalChangesAreOneWrite() {
        Settings settings = new Settings(file());
        for (int size = Settings.MIN_FONT; size <= Settings.MAX_FONT; size++) {
            settings.fontSizeProperty().set(size);
        }
        assertEquals(1, appointments.size(), "each change calls off the appointment before it");
        assertFalse(Files.exists(folder.resolve("settings.json")), "written before its time");
        timePasses();
        assertFalse(Files.exists(folder.resolve("settings.json.previous")), "written more than once");
        assertEquals(Settings.MAX_FONT, new Settings(file()).fontSizeProperty().get());
    }

    @Test
    void closingWritesWhatWaits() {
        DebouncedFile file = file();
        new Settings(file).fontSizeProperty().set(16);
        file.close();
        assertEquals(16, new Settings(file()).fontSizeProperty().get());
        assertTrue(appointments.isEmpty());
    }

    @Test
    void aDocumentOfANewerConsoleIsKept() throws IOException {
        String newer = "{\"version\": 7, \"galaxy\": true}";
        Files.writeString(folder.resolve("settings.json"), newer);
        Settings settings = new Settings(file());
        assertEquals(1, settings.problems().size());
        assertEquals("shell.settings.newer", settings.problems().getFirst().key());
        settings.fontSizeProperty().set(14);
        timePasses();
        assertEquals(newer, Files.readString(folder.resolve("settings.json.version-7")));
    }

    @Test
    void aDamagedDocumentIsKeptAndSaid() throws IOException {
        for (String damaged : List.of("{\"version\": 1, \"colour\": 3}", "{", "", "[]",
                "{\"version\": 1, \"theme\": 7}",
                "{\"version\": 1, \"theme\": \"pink\"}", "{\"version\": 1, \"zone\": \"Mars/Olympus\"}",
                "{\"version\": 1, \"language\": \"xx\"}", "{\"version\": 0}")) {
            Files.writeString(folder.resolve("settings.json"), damaged);
            Settings settings = new Settings(file());
            assertEquals(List.of("shell.settings.damaged"), settings.problems().stream().map(p -> p.key()).toList(),
                    damaged);
            assertEquals(damaged, Files.readString(folder.resolve("settings.json.damaged")));
            assertEquals(Settings.DEFAULT_FONT, settings.fontSizeProperty().get());
        }
    }

    @Test
    void figuresOutsideTheirRangeAreDrawnIn() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"version\": 1, \"scale\": 90, \"fontSize\": 1}");
        Settings settings = new Settings(file());
        assertEquals(Settings.MAX_SCALE, settings.scaleProperty().get());
        assertEquals(Settings.MIN_FONT, settings.fontSizeProperty().get());
    }

    record Columns(List<String> hidden, int width) {}

    @Test
    void aPageFindsItsOwnPart() {
        Settings settings = new Settings(file());
        settings.savePage("fleet", new Columns(List.of("plan"), 88));
        timePasses();
        Columns none = new Columns(List.of(), 0);
        assertEquals(new Columns(List.of("plan"), 88), new Settings(file()).page("fleet", Columns.class, none));
        assertEquals(none, new Settings(file()).page("logs", Columns.class, none));
    }

    @Test
    void aPartThatDoesNotFitGivesTheDefaultAndIsSaid() throws IOException {
        Files.writeString(folder.resolve("settings.json"),
                "{\"version\": 1, \"pages\": {\"fleet\": {\"hidden\": [], \"width\": \"wide\"}}}");
        Settings settings = new Settings(file());
        Columns none = new Columns(List.of(), 0);
        assertEquals(none, settings.page("fleet", Columns.class, none));
        assertEquals(1, settings.problems().size());
    }

    @Test
    void aFailedWriteIsTriedAgain() throws IOException {
        Files.writeString(folder.resolve("in-the-way"), "");
        DebouncedFile blocked = new DebouncedFile(folder.resolve("in-the-way/settings.json"), Duration.ZERO,
                (delay, work) -> () -> {}, failures::add);
        blocked.write("{}".getBytes());
        blocked.flush();
        assertEquals(1, failures.size());
        Files.delete(folder.resolve("in-the-way"));
        blocked.flush();
        assertEquals("{}", Files.readString(blocked.file()));
    }

    @Test
    void withoutAFileAllFollowsTheSystem() {
        Settings settings = new Settings(file());
        assertNull(settings.languageProperty().get());
        assertNull(settings.zoneProperty().get());
        assertEquals(ThemeChoice.SYSTEM, settings.themeProperty().get());
        assertTrue(appointments.isEmpty(), "reading is no change");
    }
}
