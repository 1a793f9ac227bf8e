package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.PaletteEntry;
import fr.touchweb.console.desktop.shell.Scope;
import fr.touchweb.console.desktop.shell.ScopeItem;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives the shell what the fleet holds: places for the scope, names for the palette; and follows the scope. */
public final class FleetPlaces {
    private final FleetModel model;
    private final Desk desk;
    private List<PaletteEntry> entries = List.of();

    private FleetPlaces(FleetModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
    }

    /**
     * Joins them for the life of the window and reads the fleet for the first time.
     *
     * @param standing hears who works here, at each reading of the fleet
     */
    public static void join(FleetModel model, Desk desk, Consumer<Standing> standing) {
        Runnable told = () -> {
            Standing now = model.person().standingProperty().get();
            if (now != null) {
                standing.accept(now);
            }
        };
        model.person().standingProperty().addListener((p, before, now) -> told.run());
        // rights may be the same and hold on other servers
        model.readingsProperty().addListener((p, before, now) -> told.run());
        FleetPlaces places = new FleetPlaces(model, desk);
        model.stateProperty().addListener((p, before, after) -> {
            if (after != null && (before == null || !after.fleet().equals(before.fleet()))) {
                places.publish(after.fleet());
            }
        });
        desk.palette().add(query -> places.entries);
        Scope scope = desk.scope();
        scope.pathProperty().addListener((p, before, path) -> places.follow(path));
        model.load();
    }

    private void publish(Fleet fleet) {
        List<ScopeItem> items = new ArrayList<>();
        List<PaletteEntry> found = new ArrayList<>();
        fleet.clients().forEach(client -> items
                .add(new ScopeItem(new ScopePath(client.id(), null, null), client.label(), client.id(), false)));
        for (Server server : fleet.servers()) {
            ScopePath path = new ScopePath(server.client(), server.id(), null);
            items.add(new ScopeItem(path, server.id(), server.host(), server.isProduction()));
            String client = fleet.clientOf(server).map(each -> each.label() + " · ").orElse("");
            found.add(new PaletteEntry(Message.of("fleet.palette.server"), server.id(), client + server.host(),
                    () -> open(path)));
        }
        for (Site site : fleet.sites()) {
            Server server = fleet.server(site.server()).orElse(null);
            ScopePath path = new ScopePath(server == null ? null : server.client(), site.server(), site.id());
            String address = site.url() == null ? "" : site.url();
            items.add(new ScopeItem(path, site.id(), address, server != null && server.isProduction()));
            found.add(new PaletteEntry(Message.of("fleet.palette.site"), site.id(), address, () -> open(path)));
        }
        entries = List.copyOf(found);
        desk.scope().itemsProperty().set(List.copyOf(items));
        follow(desk.scope().path());
    }

    private void open(ScopePath path) {
        desk.scope().set(path);
        desk.open().accept("fleet");
    }

    private void follow(ScopePath path) {
        @Nullable
        String client = path.client();
        model.clientProperty().set(client != null && model.fleet().flatMap(f -> f.client(client)).isPresent()
                ? client
                : null);
        if (path.server() != null) {
            model.select(path.server());
        }
    }
}
