package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
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
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the window: the one place that knows them all. What stands behind a page that needs a right is made once the
 * person has it, and ends when it is taken back, be it on one server only: then the page is made anew without that one.
 */
final class Pages implements AutoCloseable {
    /** In the order of the side bar. */
    private static final List<Right> PAGES = List.of(Right.LOGS, Right.BINLOG, Right.WHITELIST, Right.DIAGNOSE);
    private static final Duration REVIEW = Duration.ofMinutes(1);
    private static final Runnable NOTHING = () -> {};

    private final DesktopServices services;
    private final Settings settings;
    private final TaskRunner tasks;
    private final Errors errors;
    private final FleetModel fleet;
    private final ActivityModel activity;
    private final Map<Right, Wing> wings = new EnumMap<>(Right.class);
    private final Map<Right, Set<String>> reach = new EnumMap<>(Right.class);
    /** Looks for grants that have ended. */
    private final Ticker review;
    private @Nullable WhitelistRoom whitelist;
    private final PageFactory first;
    private final List<PageFactory> last;
    private List<PageFactory> factories;

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
        review = new Ticker(REVIEW, fleet::review);
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
        return new Wing(tasks, (own, listening) -> switch (right) {
            case LOGS -> logs(core, own, listening);
            case BINLOG -> binlogs(core, own, listening);
            case WHITELIST -> whitelists(core, own, listening);
            case DIAGNOSE -> diagnose(core, own, listening);
            default -> throw new IllegalArgumentException("no page needs " + right);
        });
    }

    private Wing.Room diagnose(Assembly core, TaskRunner own, Listening listening) {
        ZoneId zone = Objects.requireNonNullElseGet(core.options().zone(), ZoneId::systemDefault);
        try {
            DiagnoseSupply supply = new DiagnoseSupply(core);
            DiagnoseRoom room = new DiagnoseRoom(supply.places(), core.options().folders().state(),
                    core.policy().privacy(), zone, own, settings, errors);
            room.logins(new SiteLogins(core));
            room.bans(new BanModel(new BanSupply(core), own, new FxDelivery(), errors));
            listening.now(fleet.readingsProperty(), read -> supply.load(own, errors));
            return new Wing.Room(room.page(), room::join, NOTHING, NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Wing.Room whitelists(Assembly core, TaskRunner own, Listening listening) {
        WhitelistSupply supply = new WhitelistSupply(core);
        WhitelistRoom room = new WhitelistRoom(supply.lists(), own, settings, errors);
        whitelist = room;
        listening.now(fleet.readingsProperty(), read -> supply.load(own, errors));
        return new Wing.Room(room.page(), room::join, () -> {
            whitelist = null;
            room.close();
        }, NOTHING);
    }

    /** Tells the page of whitelists which servers have come to be connected. */
    private void tellConnections() {
        ConnectionDesk connections = services.connections();
        AtomicBoolean told = new AtomicBoolean();
        connections.onChange().accept(() -> {
            if (told.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    told.set(false);
                    if (whitelist != null) {
                        whitelist.connected(connections.connected());
                    }
                });
            }
        });
    }

    private static FleetRoom room(DesktopServices services) {
        try {
            return FleetRoom.of(services.core());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Wing.Room logs(Assembly core, TaskRunner own, Listening listening) {
        LogsSupply supply = new LogsSupply(core);
        ZoneId zone = Objects.requireNonNullElseGet(core.options().zone(), ZoneId::systemDefault);
        try {
            FormatCatalog formats = FormatCatalog.read(core.policy().formats(), core.options().folders().settings());
            formats.problems().forEach(errors);
            LogsRoom room = new LogsRoom(supply::host, supply.servers(), core.policy(), formats,
                    core.options().folders().cache(), core.options().folders().state(), core.options().clock(), zone,
                    own, settings, errors);
            listening.now(fleet.readingsProperty(), read -> supply.load(own, errors));
            return new Wing.Room(room.page(), room::join, NOTHING, room::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Wing.Room binlogs(Assembly core, TaskRunner own, Listening listening) {
        BinlogSupply supply = new BinlogSupply(core);
        BinlogPolicy policy = core.policy().binlog();
        BinlogRoom room = new BinlogRoom(supply, supply.servers(),
                new Limits(policy.listedTransactions(), policy.searchHits(), policy.detailRows(),
                        policy.lookBackDays()),
                core.options().clock(),
                () -> Objects.requireNonNullElseGet(settings.zoneProperty().get(), ZoneId::systemDefault), own,
                settings, errors);
        listening.now(fleet.readingsProperty(), read -> supply.load(own, errors));
        return new Wing.Room(room.page(), room::join, room::close, NOTHING);
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
        wings.values().forEach(wing -> wing.join(desk));
        tellConnections();
        review.start();
    }

    /**
     * Of which pages something is shown, or goes on, that the person may not have any more: the right for it was taken back,
     * on all servers or on some.
     *
     * @param rights of now
     */
    Set<Right> taken(Set<Right> rights) {
        Set<Right> taken = EnumSet.noneOf(Right.class);
        for (Right right : wings.keySet()) {
            Set<String> now = fleet.reach(right);
            Set<String> before = Objects.requireNonNullElse(reach.put(right, now), Set.of());
            if (!rights.contains(right) || !now.containsAll(before)) {
                taken.add(right);
            }
        }
        return taken;
    }

    /** The pages of now but those that go. */
    List<PageFactory> without(Set<Right> taken) {
        Set<PageFactory> going = taken.stream().map(wings::get).filter(Objects::nonNull).map(Wing::page)
                .collect(Collectors.toSet());
        factories = factories.stream().filter(page -> !going.contains(page)).toList();
        return factories;
    }

    /**
     * Ends what stands behind pages that are offered no more: timers, followers and tasks, and connections that only they used.
     *
     * @param ended called once nothing is left
     */
    void end(Set<Right> taken, Runnable ended) {
        List<Wing> ending = taken.stream().map(wings::remove).filter(Objects::nonNull).toList();
        taken.forEach(reach::remove);
        ending.forEach(Wing::leave);
        tasks.start(Task.of(Message.of("shell.task.ending"), control -> {
            ending.forEach(Wing::close);
            services.core().ssh().disconnectUnused();
            return ending.size();
        }).hidden(), outcome -> {
            if (outcome instanceof Outcome.Failure<Integer>(Throwable cause)) {
                errors.accept(cause);
            }
            ended.run();
        });
    }

    /** The pages of who has these rights. What is made for them joins the shell. */
    List<PageFactory> offered(Set<Right> rights, Desk desk) {
        factories = offered(rights, wing -> wing.join(desk));
        wings.keySet().forEach(right -> reach.put(right, fleet.reach(right)));
        return factories;
    }

    @Override
    public void close() {
        review.stop();
        wings.values().forEach(wing -> {
            wing.leave();
            wing.close();
        });
        fleet.close();
    }
}
