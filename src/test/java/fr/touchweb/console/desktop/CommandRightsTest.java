package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PersonLine;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the window names the right that it needs, and is not there without it. */
class CommandRightsTest extends FxTest {
    /** What concerns nothing but the person and the window. */
    private static final List<String> OWN = List.of("shell.", "activity.", "account.", "vault.", "lock.",
            "ssh.command.lock",
            "open-page.activity", "open-page.account");

    @TempDir
    Path folder;

    @Test
    void everyCommandNamesItsRightAndIsNotThereWithoutIt() throws Exception {
        Map<String, Right> all = commands(EnumSet.allOf(Right.class));
        all.forEach((id, right) -> assertTrue(right != null || OWN.stream().anyMatch(id::startsWith),
                id + " names no right"));
        assertEquals(Right.FLEET_EDIT, all.get("fleet.command.removeServer"));
        assertEquals(Right.LOGS, all.get("open-logs"));
        for (Set<Right> missing : List.of(EnumSet.of(Right.LOGS, Right.DIAGNOSE),
                EnumSet.of(Right.BINLOG, Right.WHITELIST, Right.FLEET_EDIT))) {
            assertTrue(all.values().containsAll(missing), "there is something to miss");
            Map<String, Right> some = commands(EnumSet.complementOf(EnumSet.copyOf(missing)));
            assertTrue(some.values().stream().filter(Objects::nonNull).noneMatch(missing::contains),
                    missing + " " + some);
            assertTrue(all.entrySet().stream()
                    .filter(each -> each.getValue() == null || !missing.contains(each.getValue()))
                    .allMatch(each -> some.containsKey(each.getKey())), "nothing else goes with " + missing);
        }
        assertTrue(commands(Set.of()).containsKey("fleet.command.reload"), "an unreadable fleet can be read again");
    }

    /** Ids and rights of all commands, after every page was in sight. */
    private Map<String, Right> commands(Set<Right> rights) throws Exception {
        ConsoleOptions options = new ConsoleOptions(ConsoleFolders.in(folder),
                new SshEnvironment(folder, null, folder.resolve("known"), List.of(), List.of(), false), Map.of(),
                "jdurand",
                "here", Clock.systemUTC(), null, null, null, SecretSource.NONE, HostKeyAsker.NOBODY, Names.SYSTEM,
                List.of());
        try (Assembly core = new Assembly(options)) {
            DesktopServices services = new DesktopServices(core,
                    new Standing(new PersonLine("Jeanne Durand", Message.of("account.role.owner")), rights),
                    new Asking(new SecretModel(new FxDelivery(), Duration.ofSeconds(1)),
                            new HostKeyModel(new FxDelivery()), () -> {}),
                    false);
            return fx(() -> {
                Map<String, Right> found = new TreeMap<>();
                try (Workbench bench = new Workbench(services)) {
                    for (PageFactory page : bench.shell().pages()) {
                        bench.shell().open(page.id());
                        for (ConsoleCommand command : bench.shell().desk().commands().all()) {
                            found.put(command.id(), command.needs());
                        }
                        assertTrue(Objects.requireNonNull(bench.shell().page()).view() != null);
                    }
                }
                return found;
            });
        }
    }
}
