package fr.touchweb.console.desktop.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.SceneTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the person's page tells those who look after the fleet, and nobody else. */
class FleetCareTest extends FxTest {
    @TempDir
    Path folder;

    private Assembly core;
    private ShellBench bench;

    private Path open(String login) throws Exception {
        Path fleet = Files.writeString(folder.resolve("fleet.json"), """
                {"version":1,"servers":[{"id":"s","host":"h"}],"accounts":[
                 {"login":"klenoir","kind":"engineer","mfa":"fido2","grants":[{"servers":["s"],"rights":["logs"]}]},
                 {"login":"ext","kind":"developer","mfa":"none",
                  "grants":[{"servers":["s"],"rights":["logs"],"until":"2026-11-01"}]}]}""");
        ConsoleOptions own = ConsoleOptions.ofUser(Map.of(), SecretSource.NONE, HostKeyAsker.NOBODY);
        core = new Assembly(new ConsoleOptions(ConsoleFolders.in(folder.resolve("console")), own.ssh(), Map.of(), login,
                "desk", new HandClock(Instant.parse("2026-11-26T09:00:00Z")), fleet.toString(), "lab", null,
                own.secrets(), own.hostKeys(), own.names(), List.of()));
        bench = fx(() -> new ShellBench(folder.resolve("bench"), false, List.of(new PageFactory("account",
                "account.page", 0, List.of("/theme/account.css"), desk -> AccountPage.factory(
                        new AccountModel(core, desk.tasks(), desk.errors()),
                        new VaultModel(core, desk.tasks(), desk.errors())).build().apply(desk)))));
        show(fx(() -> bench.shell.root()), 1000, 900);
        fxRun(() -> bench.commands.run("open-page.account"));
        waitFor("the page", () -> SceneTexts.ofWindows().contains("Traces"));
        return fleet;
    }

    @AfterEach
    void close() {
        fxRun(bench::close);
        core.close();
    }

    @Test
    void anEngineerSeesWhoLacksASecondFactorAndNotesThatPasswordsWereChanged() throws Exception {
        Path fleet = open("klenoir");
        String shown = fx(SceneTexts::ofWindows);
        assertTrue(shown.contains("1 sur 2 ont un second facteur (50 %)") && shown.contains("ni l’un ni l’autre"),
                shown);
        Button changed = (Button) waitFor("#account-rotations .button");
        fxRun(changed::fire);
        waitFor("the reminder is gone", () -> robot().lookup("#account-rotations").queryAll().isEmpty());
        assertTrue(Files.readString(fleet).contains("\"rotated\" : \"2026-11-26\""), Files.readString(fleet));
        assertEquals("edit-fleet", core.changes().newest(1).getFirst().action());
    }

    @Test
    void nobodyElseHearsOfIt() throws Exception {
        open("ext");
        assertFalse(fx(SceneTexts::ofWindows).contains("Second facteur des comptes"));
        assertTrue(robot().lookup("#account-rotations").queryAll().isEmpty());
    }
}
