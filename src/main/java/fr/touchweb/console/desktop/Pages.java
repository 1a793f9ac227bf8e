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
import fr.touchweb.console.desktop.whitelist.WhitelistRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** The pages of the window: the one place that knows them all. */
final class Pages implements AutoCloseable {
    private final List<PageFactory> factories;
    private final FleetModel fleet;
    private final ActivityModel activity;
    private final boolean demonstration;
    private final @Nullable LogsRoom logs;
    private final @Nullable BinlogRoom binlogs;
    private final @Nullable DiagnoseRoom diagnose;
    private final @Nullable WhitelistRoom whitelists;

    /**
     * Models are made here, once; views are made of them in each language.
     *
     * @param tasks delivers on the JavaFX thread
     */
    Pages(DesktopServices services, Settings settings, TaskRunner tasks, RunningWork work, Errors errors) {
        demonstration = services.demonstration();
        fleet = new FleetModel(room(services), tasks, new FxDelivery());
        activity = new ActivityModel(services.commands(), services.changes(), tasks, new FxDelivery(),
                errors, services.connections());
        AccountModel account = new AccountModel(services.core(), tasks, errors);
        VaultModel vault = new VaultModel(services.core(), tasks, errors);
        logs = services.rights().contains(Right.LOGS) ? logs(services.core(), settings, tasks, errors) : null;
        binlogs = services.rights().contains(Right.BINLOG) ? binlogs(services.core(), settings, tasks, errors) : null;
        diagnose = services.rights().contains(Right.DIAGNOSE)
                ? diagnose(services.core(), settings, tasks, errors)
                : null;
        List<PageFactory> all = new ArrayList<>(List.of(FleetPage.factory(fleet)));
        if (logs != null) {
            all.add(logs.page());
        }
        if (binlogs != null) {
            all.add(binlogs.page());
        }
        whitelists = services.rights().contains(Right.WHITELIST) ? whitelists(services, tasks, errors) : null;
        if (whitelists != null) {
            all.add(whitelists.page());
        }
        if (diagnose != null) {
            all.add(diagnose.page());
        }
        all.add(ActivityPage.factory(activity, work));
        all.add(AccountPage.factory(account, vault));
        factories = List.copyOf(all);
    }

    private DiagnoseRoom diagnose(Assembly core, Settings settings, TaskRunner tasks, Errors errors) {
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

    private WhitelistRoom whitelists(DesktopServices services, TaskRunner tasks, Errors errors) {
        WhitelistSupply supply = new WhitelistSupply(services.core());
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

    private LogsRoom logs(Assembly core, Settings settings, TaskRunner tasks, Errors errors) {
        LogsSupply supply = new LogsSupply(core);
        ZoneId zone = Objects.requireNonNullElseGet(core.options().zone(), ZoneId::systemDefault);
        try {
            FormatCatalog formats = FormatCatalog.read(core.policy().formats(), core.options().folders().settings());
            formats.problems().forEach(errors);
            LogsRoom room = new LogsRoom(supply::host, supply.servers(), core.policy(), formats,
                    core.options().folders().cache(), core.options().clock(), zone, tasks, settings, errors);
            supply.load(tasks, errors);
            fleet.totalProperty().addListener((total, before, now) -> supply.load(tasks, errors));
            return room;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BinlogRoom binlogs(Assembly core, Settings settings, TaskRunner tasks, Errors errors) {
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

    /** What models give to the shell and take from it, whichever page is in sight. */
    void join(Desk desk) {
        FleetPlaces.join(fleet, desk);
        activity.verifyAtStart(desk.notices());
        if (demonstration) {
            // Its servers cost nobody anything, and a first look should not be at six unknown states.
            fleet.probeOnceRead();
        }
        if (logs != null) {
            logs.join(desk);
        }
        if (whitelists != null) {
            whitelists.join(desk);
        }
        if (binlogs != null) {
            binlogs.join(desk);
        }
        if (diagnose != null) {
            diagnose.join(desk);
        }
    }

    @Override
    public void close() {
        if (logs != null) {
            logs.close();
        }
        if (binlogs != null) {
            binlogs.close();
        }
        if (whitelists != null) {
            whitelists.close();
        }
        fleet.close();
    }
}
