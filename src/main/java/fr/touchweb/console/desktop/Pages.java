package fr.touchweb.console.desktop;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.account.AccountModel;
import fr.touchweb.console.desktop.account.AccountPage;
import fr.touchweb.console.desktop.activity.ActivityModel;
import fr.touchweb.console.desktop.activity.ActivityPage;
import fr.touchweb.console.desktop.fleet.FleetModel;
import fr.touchweb.console.desktop.fleet.FleetPage;
import fr.touchweb.console.desktop.fleet.FleetPlaces;
import fr.touchweb.console.desktop.fleet.FleetRoom;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.RunningWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The pages of the window: the one place that knows them all. */
final class Pages implements AutoCloseable {
    private final List<PageFactory> factories;
    private final FleetModel fleet;

    /**
     * Models are made here, once; views are made of them in each language.
     *
     * @param tasks delivers on the JavaFX thread
     */
    Pages(DesktopServices services, TaskRunner tasks, RunningWork work, Errors errors) {
        fleet = new FleetModel(room(services), tasks, new FxDelivery());
        ActivityModel activity = new ActivityModel(services.commands(), services.changes(), tasks, new FxDelivery(),
                errors, services.connections());
        AccountModel account = new AccountModel(services.core(), tasks, errors);
        factories = List.of(FleetPage.factory(fleet), ActivityPage.factory(activity, work),
                AccountPage.factory(account));
    }

    private static FleetRoom room(DesktopServices services) {
        try {
            return FleetRoom.of(services.core());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<PageFactory> factories() {
        return factories;
    }

    /** What models give to the shell and take from it, whichever page is in sight. */
    void join(Desk desk) {
        FleetPlaces.join(fleet, desk);
    }

    @Override
    public void close() {
        fleet.close();
    }
}
