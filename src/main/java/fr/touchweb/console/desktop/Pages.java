package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.account.AccountModel;
import fr.touchweb.console.desktop.account.AccountPage;
import fr.touchweb.console.desktop.account.VaultModel;
import fr.touchweb.console.desktop.activity.ActivityModel;
import fr.touchweb.console.desktop.activity.ActivityPage;
import fr.touchweb.console.desktop.activity.ConnectionDesk;
import fr.touchweb.console.desktop.ban.BanModel;
import fr.touchweb.console.desktop.binlog.BinlogRoom;
import fr.touchweb.console.desktop.binlog.Limits;
import fr.touchweb.console.desktop.diagnose.DiagnoseRoom;
import fr.touchweb.console.desktop.fleet.FleetModel;
import fr.touchweb.console.desktop.fleet.FleetPage;
import fr.touchweb.console.desktop.fleet.FleetPlaces;
import fr.touchweb.console.desktop.fleet.FleetRoom;
import fr.touchweb.console.desktop.logs.LogsRoom;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.RunningWork;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.desktop.whitelist.WhitelistRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * The pages of the window: the one place that knows them all. What stands behind a page that needs a right is made once the
 * person has it, and stays for the life of the window.
 */
final class Pages implements AutoCloseable {
    /** In the order of the side bar. */
    private static final List<Right> PAGES = List.of(Right.LOGS, Right.BINLOG, Right.WHITELIST, Right.DIAGNOSE);

    private final DesktopServices services;
    private final Settings settings;
    private final TaskRunner tasks;
    private final Errors errors;
    private final FleetModel fleet;
    private final ActivityModel activity;
    private final Map<Right, Wing> wings = new EnumMap<>(Right.class);
    private final PageFactory first;
    private final List<PageFactory> last;
    private List<PageFactory> factories;

    /**
     * A page with what stands behind it.
     *
     * @param join called once, with the shell
     */
    private record Wing(PageFactory page, Consumer<Desk> join, Runnable close) {}

    /**
     * Models are made here, once; views are made of them in each language.
     *
     * @param tasks delivers on the JavaFX thread
     */
    Pages(DesktopServices services, Settings settings, TaskRunner tasks, RunningWork work, Errors errors) {
        this.services = services;
        this.settings = settings;
        this.tasks = tasks;
        this.errors = errors;
        fleet = new FleetModel(room(services), tasks, new FxDelivery());
        activity = new ActivityModel(services.commands(), services.changes(), tasks, new FxDelivery(),
                errors, services.connections());
        AccountModel account = new AccountModel(services.core(), tasks, errors);
        VaultModel vault = new VaultModel(services.core(), tasks, errors);
        first = FleetPage.factory(fleet);
        last = List.of(ActivityPage.factory(activity, work), AccountPage.factory(account, vault));
        factories = offered(services.standing().rights(), wing -> {});
    }

    /** @param made hears of what stands behind a page and was not there before */
    private List<PageFactory> offered(Set<Right> rights, Consumer<Wing> made) {
        List<PageFactory> all = new ArrayList<>(List.of(first));
        for (Right right : PAGES) {
            if (rights.contains(right)) {
                Wing wing = wings.get(right);
                if (wing == null) {
                    wing = wing(right);
                    wings.put(right, wing);
                    made.accept(wing);
                }
                all.add(wing.page());
            }
        }
        all.addAll(last);
        return List.copyOf(all);
    }

    private Wing wing(Right right) {
        Assembly core = services.core();
        return switch (right) {
            case LOGS -> {
                LogsRoom room = logs(core);
                yield new Wing(room.page(), room::join, room::close);
            }
            case BINLOG -> {
                BinlogRoom room = binlogs(core);
                yield new Wing(room.page(), room::join, room::close);
            }
            case WHITELIST -> {
                WhitelistRoom room = whitelists(core);
                yield new Wing(room.page(), room::join, room::close);
            }
            case DIAGNOSE -> {
                DiagnoseRoom room = diagnose(core);
                yield new Wing(room.page(), room::join, () -> {});
            }
            default -> throw new IllegalArgumentException("no page needs " + right);
        };
    }

    private DiagnoseRoom diagnose(Assembly core) {
        ZoneId zone = Objects.requireNonNullElseGet(core.options().zone(), ZoneId::systemDefault);
        try {
            DiagnoseSupply supply = new DiagnoseSupply(core);
            DiagnoseRoom room = new DiagnoseRoom(supply.places(), core.options().folders().state(),
                    core.policy().privacy(), zone, tasks, settings, errors);
            room.logins(new SiteLogins(core));
            room.bans(new BanModel(new BanSupply(core), tasks, new FxDelivery(), errors));
            supply.load(tasks, errors);
            fleet.totalProperty().addListener((total, before, now) -> supply.load(tasks, errors));
            return room;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WhitelistRoom whitelists(Assembly core) {
        WhitelistSupply supply = new WhitelistSupply(core);
        WhitelistRoom room = new WhitelistRoom(supply.lists(), tasks, errors);
        ConnectionDesk connections = services.connections();
        AtomicBoolean told = new AtomicBoolean();
        connections.onChange().accept(() -> {
            if (told.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    told.set(false);
                    room.connected(connections.connected());
                });
            }
        });
        supply.load(tasks, errors);
        fleet.totalProperty().addListener((total, before, now) -> supply.load(tasks, errors));
        return room;
    }

    private static FleetRoom room(DesktopServices services) {
        try {
            return FleetRoom.of(services.core());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogsRoom logs(Assembly core) {
        LogsSupply supply = new LogsSupply(core);
        ZoneId zone = Objects.requireNonNullElseGet(core.options().zone(), ZoneId::systemDefault);
        try {
            FormatCatalog formats = FormatCatalog.read(core.policy().formats(), core.options().folders().settings());
            formats.problems().forEach(errors);
            LogsRoom room = new LogsRoom(supply::host, supply.servers(), core.policy(), formats,
                    core.options().folders().cache(), core.options().folders().state(), core.options().clock(), zone,
                    tasks, settings, errors);
            supply.load(tasks, errors);
            fleet.totalProperty().addListener((total, before, now) -> supply.load(tasks, errors));
            return room;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BinlogRoom binlogs(Assembly core) {
        BinlogSupply supply = new BinlogSupply(core);
        BinlogPolicy policy = core.policy().binlog();
        BinlogRoom room = new BinlogRoom(supply, supply.servers(),
                new Limits(policy.listedTransactions(), policy.searchHits(), policy.detailRows(),
                        policy.lookBackDays()),
                core.options().clock(),
                () -> Objects.requireNonNullElseGet(settings.zoneProperty().get(), ZoneId::systemDefault), tasks,
                settings, errors);
        supply.load(tasks, errors);
        fleet.totalProperty().addListener((total, before, now) -> supply.load(tasks, errors));
        return room;
    }

    List<PageFactory> factories() {
        return factories;
    }

    /**
     * What models give to the shell and take from it, whichever page is in sight.
     *
     * @param standing hears who works here, once the fleet told and when it tells otherwise
     */
    void join(Desk desk, Consumer<Standing> standing) {
        FleetPlaces.join(fleet, desk, standing);
        activity.verifyAtStart(desk.notices());
        if (services.demonstration()) {
            // Its servers cost nobody anything, and a first look should not be at six unknown states.
            fleet.probeOnceRead();
        }
        wings.values().forEach(wing -> wing.join().accept(desk));
    }

    /** The pages of who has these rights. What is made for them joins the shell. */
    List<PageFactory> offered(Set<Right> rights, Desk desk) {
        factories = offered(rights, wing -> wing.join().accept(desk));
        return factories;
    }

    @Override
    public void close() {
        wings.values().forEach(wing -> wing.close().run());
        fleet.close();
    }
}
