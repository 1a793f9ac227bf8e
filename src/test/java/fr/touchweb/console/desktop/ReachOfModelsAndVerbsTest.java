package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.desktop.fleet.FleetModel;
import fr.touchweb.console.desktop.fleet.FleetRoom;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.Notices;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RandomFleet;
import fr.touchweb.console.support.Verbs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Over random fleets: no model offers or opens, and no verb answers, what the grants do not. */
class ReachOfModelsAndVerbsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    @TempDir
    Path folder;

    private final RandomFleet random = new RandomFleet(new Random().nextLong());
    private final CurrentThreadRunner tasks = new CurrentThreadRunner();
    private final Errors errors = new Errors(new Notices(Clock.systemUTC()));

    private ConsoleOptions options() throws Exception {
        ConsoleFolders folders = ConsoleFolders.in(folder.resolve("console"));
        Files.createDirectories(folders.settings());
        Files.writeString(folders.settings().resolve("fleet.json"), random.document().toString());
        return new ConsoleOptions(folders,
                new SshEnvironment(folder, null, folder.resolve("known"), List.of(), List.of(),
                        false),
                Map.of(), "delegate", "here", new HandClock(NOW), null, null, null, SecretSource.NONE,
                HostKeyAsker.NOBODY, Names.SYSTEM, List.of());
    }

    private Set<String> with(Right right) {
        return random.openServers.stream().filter(server -> random.rights.get(server).contains(right))
                .collect(Collectors.toSet());
    }

    private String seed() {
        return "seed " + random.seed;
    }

    @RepeatedTest(25)
    void modelsOfferAndOpenWhatIsGrantedAndNothingElse() throws Exception {
        try (Assembly core = new Assembly(options());
                FleetModel parc = new FleetModel(FleetRoom.of(core), tasks, Runnable::run)) {
            Fleet fleet = core.fleet().load();
            parc.load();
            Set<String> onTheWay = new HashSet<>(random.openServers);
            while (onTheWay.addAll(fleet.servers().stream().filter(server -> onTheWay.contains(server.id()))
                    .flatMap(server -> server.jump().stream()).toList())) {
                // Bastions of bastions.
            }
            assertEquals(onTheWay, parc.shown().stream().map(view -> view.id()).collect(Collectors.toSet()), seed());
            LogsSupply logs = new LogsSupply(core);
            logs.load(tasks, errors);
            assertEquals(with(Right.LOGS), logs.servers().getValue().stream().map(each -> each.server())
                    .collect(Collectors.toSet()), seed());
            BinlogSupply binlogs = new BinlogSupply(core);
            binlogs.load(tasks, errors);
            assertEquals(with(Right.BINLOG), binlogs.servers().getValue().stream().map(each -> each.id())
                    .collect(Collectors.toSet()), seed());
            DiagnoseSupply diagnose = new DiagnoseSupply(core);
            diagnose.load(tasks, errors);
            assertEquals(with(Right.DIAGNOSE), Set.copyOf(diagnose.places().getValue().servers()), seed());
            assertTrue(random.openSites.containsAll(diagnose.places().getValue().sites().stream()
                    .map(each -> each.id()).toList()), seed());
            WhitelistSupply lists = new WhitelistSupply(core);
            lists.load(tasks, errors);
            assertTrue(with(Right.WHITELIST).containsAll(lists.lists().getValue().places().stream()
                    .map(each -> each.id()).toList()), seed());
            shut(core, fleet, logs, binlogs, diagnose);
            assertEquals(List.of(), core.commands().entries(), "nothing was asked of any machine, " + seed());
        }
    }

    /** What is named all the same is not opened. */
    private void shut(Assembly core, Fleet fleet, LogsSupply logs, BinlogSupply binlogs, DiagnoseSupply diagnose)
            throws Exception {
        Whitelists whitelists = core.whitelists(fleet);
        fleet.servers().stream().map(server -> server.id()).forEach(id -> {
            if (!with(Right.LOGS).contains(id)) {
                assertThrows(NoSuchElementException.class, () -> logs.host(id), seed());
            }
            if (!with(Right.BINLOG).contains(id)) {
                assertThrows(NoSuchElementException.class, () -> binlogs.reader(id), seed());
            }
            if (!with(Right.DIAGNOSE).contains(id)) {
                assertThrows(NoSuchElementException.class, () -> diagnose.places().getValue().vantage().apply(id),
                        seed());
            }
            if (!with(Right.WHITELIST).contains(id)) {
                assertEquals(RemoteException.Kind.PERMISSION, assertThrows(RemoteException.class,
                        () -> whitelists.view(id, Scope.IDS), seed()).kind());
            }
        });
        SiteRights rights = core.siteRights(fleet);
        for (Site site : fleet.sites()) {
            if (!random.openSites.contains(site.id())) {
                assertEquals(RemoteException.Kind.PERMISSION, assertThrows(RemoteException.class,
                        () -> rights.check(site.id(), TaskControl.UNATTENDED), seed()).kind());
                assertFalse(rights.mayReset(site.id()).allowed(), seed());
            }
        }
    }

    @RepeatedTest(4)
    void verbsAnswerAboutWhatIsGrantedAndNothingElse() throws Exception {
        ConsoleOptions options = options();
        Fleet fleet;
        try (Assembly core = new Assembly(options)) {
            fleet = core.fleet().load();
        }
        String listed = Verbs.run(options, "fleet", "list", "--json").text();
        fleet.servers().forEach(server -> {
            boolean bastion = fleet.servers().stream().anyMatch(other -> other.jump().contains(server.id()));
            assertTrue(
                    bastion || random.openServers.contains(server.id()) == listed.contains("\"" + server.id() + "\""),
                    seed());
        });
        Map<Right, List<String[]>> verbs = Map.of(Right.LOGS, List.of(words("logs", "sources", "?"),
                words("logs", "follow", "?:access", "--for", "1s")), Right.BINLOG,
                List.<String[]>of(words("binlog", "list", "?")),
                Right.WHITELIST, List.of(words("whitelist", "list", "?"), words("whitelist", "requests", "?"),
                        words("whitelist", "unban", "?", "82.64.10.5"), words("whitelist", "remove", "?", "e1")),
                Right.DIAGNOSE, List.<String[]>of(words("diagnose", "redirect", "http://127.0.0.1:1/", "--via", "?")));
        for (String server : fleet.servers().stream().map(each -> each.id()).toList()) {
            for (Map.Entry<Right, List<String[]>> verb : verbs.entrySet()) {
                if (!with(verb.getKey()).contains(server)) {
                    for (String[] each : verb.getValue()) {
                        refused(options, each, server);
                    }
                }
            }
        }
        for (String[] whole : List.of(words("fleet", "accesses"), words("fleet", "delegate", "somebody"))) {
            Verbs.Said said = Verbs.run(options, whole);
            assertNotEquals(0, said.code(), seed());
            assertFalse(said.text().contains("somebody else"), seed());
        }
    }

    private void refused(ConsoleOptions options, String[] verb, String server) {
        Verbs.Said said = Verbs.run(options, named(verb, server));
        assertNotEquals(0, said.code(), seed() + " " + String.join(" ", verb));
        assertFalse(said.text().contains(".test"), said.text());
        if (!random.named.contains(server)) {
            assertEquals(Verbs.run(options, named(verb, "no-such-server")).text().replace("no-such-server", server),
                    said.text(), seed());
        }
    }

    private static String[] words(String... words) {
        return words;
    }

    private static String[] named(String[] verb, String server) {
        return List.of(verb).stream().map(word -> word.replace("?", server)).toArray(String[]::new);
    }
}
