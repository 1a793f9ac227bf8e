package fr.touchweb.console.bench;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.WhitelistSetup;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.risk.NetworkDatabases;
import fr.touchweb.console.core.whitelist.risk.RangeList;
import fr.touchweb.console.core.whitelist.risk.RangeLists;
import fr.touchweb.console.core.whitelist.risk.RiskAssessor;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PageWindow;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.whitelist.Lists;
import fr.touchweb.console.desktop.whitelist.WhitelistModels;
import fr.touchweb.console.desktop.whitelist.WhitelistPage;
import fr.touchweb.console.desktop.whitelist.WhitelistState;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/** A server with 100,000 entries: the page, the answer of a check, and the look-up in the lists of VPNs and hosters. */
final class WhitelistBenchmarks implements Benchmark {
    private static final int ENTRIES = 100_000;
    private static final int LOOK_UPS = 200_000;

    @Override
    public String name() {
        return "whitelist";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("whitelist-bench");
        try {
            lookUps(folder, report);
            Whitelists lists = server(folder);
            double[] checks = new double[5];
            lists.assess("203.0.113.7", List.of("web"), Scope.IDS);
            for (int i = 0; i < checks.length; i++) {
                long start = System.nanoTime();
                lists.assess("203.0.113." + i, List.of("web"), Scope.IDS);
                checks[i] = (System.nanoTime() - start) / 1e6;
            }
            report.limited("check among 100,000 entries, median of 5", Report.median(checks), "ms", 1000);
            page(folder, lists, report);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private static void lookUps(Path folder, Report report) throws Exception {
        long start = System.nanoTime();
        RangeLists lists = RangeLists.load(folder);
        report.told("lists of VPNs and data centres, loaded", (System.nanoTime() - start) / 1_000_000 + " ms");
        List<RangeList> both = List.of(lists.list("vpn").orElseThrow(), lists.list("datacentre").orElseThrow());
        Random random = new Random(11);
        long hits = 0;
        long worst = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < LOOK_UPS; i++) {
            Cidr range = Cidr.ipv4(random.nextInt() & 0xFFFF_FF00L).widened(24);
            long one = System.nanoTime();
            for (RangeList list : both) {
                hits += list.hits(range);
            }
            worst = i < LOOK_UPS / 2 ? 0 : Math.max(worst, System.nanoTime() - one);
        }
        double each = (System.nanoTime() - begin) / 1e6 / LOOK_UPS;
        report.limited("look-up of a /24 in both, mean", each, "ms", 1);
        report.told("the slowest of the last 100,000; addresses hit", worst / 1000 + " µs; " + hits);
    }

    /** This machine as a server whose register and list hold the entries. */
    private static Whitelists server(Path folder) throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Path settings = Files.createDirectories(folder.resolve("settings/policy"));
        Files.writeString(settings.resolve("room.json"), """
                { "version": 1, "base": "lab", "whitelist": { "folder": "%s" } }
                """.formatted(store));
        Path allow = folder.resolve("allow.conf");
        long end = 1_900_000_000L;
        Random random = new Random(5);
        try (BufferedWriter register = Files.newBufferedWriter(store.resolve("register.json"));
                BufferedWriter list = Files.newBufferedWriter(allow)) {
            register.write("{\"version\":1,\"entries\":[\n");
            for (int i = 0; i < ENTRIES; i++) {
                String address = Cidr.ipv4(random.nextInt() & 0xFFFF_FFFFL).toString();
                register.write((i == 0 ? "" : ",\n") + "{\"id\":\"e" + i + "\",\"scope\":\"ids\",\"cidr\":\"" + address
                        + "\",\"kind\":\"person\",\"reason\":\"accès\",\"requester\":\"T1\",\"author\":\"jdurand\","
                        + "\"created\":\"2026-01-01T00:00:00Z\",\"expires\":\"2030-03-17T17:46:40Z\","
                        + "\"state\":\"active\",\"hits\":0,\"seen\":0}");
                list.write("# tw id=e" + i + " until=" + end + " cidr=" + address + " by=jdurand acces\n" + address
                        + "\n");
            }
            register.write("\n]}\n");
        }
        Path log = Files.writeString(folder.resolve("access.log"),
                "203.0.113.7 - - [25/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 12\n");
        Server web = new Server("web", null, null, "127.0.0.1", null, null, List.of(), null, null, List.of(),
                List.of(new Server.Log("access", log.toString(), null)), null,
                List.of(new Whitelist("ids", "file", List.of(), allow.toString(), List.of(), List.of(), List.of(),
                        List.of(), List.of())),
                null);
        Fleet fleet = Fleet.of(Map.of("fleet.json",
                new FleetDocument(1, null, List.of(), List.of(web), List.of(), null)));
        Clock clock = Clock.systemUTC();
        Policy policy = new Policies(folder.resolve("settings")).load("room");
        CommandJournal commands = new CommandJournal(clock);
        return new Whitelists(new WhitelistSetup(fleet, new Access(fleet, "klenoir", ZoneOffset.UTC),
                server -> new LocalHost(server.id(), commands), server -> new LocalHost(server.id(), commands),
                (host, port) -> List.of(), server -> {
                    throw new UnsupportedOperationException();
                }, policy, new RiskAssessor(policy.whitelist(), true, RangeLists.of(List.of()),
                        NetworkDatabases.none(), clock),
                new ChangeJournal(folder.resolve("state"), clock, "klenoir", "here"),
                new Author("klenoir", "Karim Lenoir", true), clock));
    }

    /** From a page that is opened to the table that is laid out. */
    private static void page(Path folder, Whitelists lists, Report report) throws Exception {
        PageWindow.startToolkit();
        double[] times = new double[4];
        for (int i = 0; i < times.length; i++) {
            times[i] = open(folder.resolve("shell" + i), lists);
        }
        report.limited("page opened on 100,000 entries, median of 4", Report.median(times), "ms", 1000);
    }

    private static double open(Path folder, Whitelists lists) throws Exception {
        SimpleObjectProperty<Lists> known = new SimpleObjectProperty<>();
        ShellBench[] bench = new ShellBench[1];
        Stage stage = PageWindow.onScreen(() -> {
            bench[0] = new ShellBench(folder, false, List.of(new PageFactory("whitelist", "whitelists.page", 4,
                    List.of("/theme/whitelist.css"), desk -> WhitelistPage
                            .factory(new WhitelistModels(known, desk.tasks(), WhitelistState.Memory.of(desk.settings()),
                                    desk.errors()))
                            .build().apply(desk))));
            bench[0].commands.run("open-page.whitelist");
            Scene scene = new Scene(bench[0].shell.root(), 1440, 900);
            bench[0].desk.theme().dress(scene);
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            return made;
        });
        CountDownLatch shown = new CountDownLatch(1);
        long start = System.nanoTime();
        PageWindow.onScreen(() -> {
            stage.getScene().addPostLayoutPulseListener(() -> {
                if (stage.getScene().lookup("#wl-entries") instanceof TableView<?> table
                        && table.getItems().size() == ENTRIES) {
                    shown.countDown();
                }
            });
            known.set(new Lists(lists, List.of(new Lists.Place("web", null, List.of(Scope.IDS))), (kind, file) -> {
                throw new UnsupportedOperationException(kind);
            }, (server, kept) -> null));
            return true;
        });
        while (!shown.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            Platform.requestNextPulse();
        }
        double took = (System.nanoTime() - start) / 1e6;
        PageWindow.onScreen(() -> {
            stage.hide();
            bench[0].close();
            return true;
        });
        return took;
    }
}
