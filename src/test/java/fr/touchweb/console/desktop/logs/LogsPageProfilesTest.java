package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.desktop.logs.profile.ProfileFile;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** xdebug's profiles of a preproduction on the page, and the cookie that asks for one. */
class LogsPageProfilesTest extends LogsPageBench {
    private static final String PROFILE = """
            version: 1
            creator: xdebug 3.3.1 (PHP 8.2.29)
            cmd: /home/www/acme/index.php
            part: 1
            positions: line

            events: Time_(10ns) Memory_(bytes)

            fl=(1) php:internal
            fn=(1) php::curl_exec
            20 4000000 4096

            fl=(2) /home/www/acme/index.php
            fn=(2) {main}
            1 1000000 0
            cfl=(1)
            cfn=(1)
            calls=2 0 0
            28 4000000 4096

            summary: 5000000 1048576

            """;

    @SuppressWarnings("unchecked")
    private ListView<ProfileFile> files() {
        return (ListView<ProfileFile>) robot().lookup("#profile-files").query();
    }

    @SuppressWarnings("unchecked")
    private TableView<Profile.Function> functions() {
        return (TableView<Profile.Function>) robot().lookup("#profile-functions").query();
    }

    @Test
    void aProfileIsListedReadAndLeftAgain() throws Exception {
        Path profiler = Files.createDirectory(folder.resolve("profiler"));
        Files.writeString(profiler.resolve("cachegrind.out.4711"), PROFILE);
        Files.writeString(profiler.resolve("readme"), "no profile");
        run("logs.command.profiles");
        waitFor("the one file", () -> files().getItems().size() == 1);
        assertEquals("acme-pp", fx(() -> files().getItems().getFirst().server()), "productions are left alone");
        fxRun(() -> files().getSelectionModel().selectFirst());
        waitFor("its functions", () -> functions().getItems().size() == 2);
        Profile.Function first = fx(() -> functions().getItems().getFirst());
        assertEquals("php::curl_exec", first.name());
        assertEquals(0.04, first.self(), 1e-9);
        assertEquals("{main}", first.callers().getFirst().name());
        robot().clickOn("#profile-curl");
        assertTrue(bench.copied.getLast().contains("XDEBUG_TRIGGER=1"), bench.copied.getLast());
        run("logs.command.profiles");
        assertFalse(fx(() -> robot().lookup("#logs-profiles").query().isVisible()));
    }

    @Test
    void aServerWithoutTheFolderSaysSo() {
        run("logs.command.profiles");
        waitFor("the reason", () -> robot().lookup("#logs-profiles .label").queryAll().stream()
                .anyMatch(node -> ((Label) node).getText().contains("profiler")));
        assertTrue(fx(() -> files().getItems().isEmpty()));
    }
}
