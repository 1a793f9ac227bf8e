package fr.touchweb.console.desktop;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.account.AccountModel;
import fr.touchweb.console.desktop.account.AccountPage;
import fr.touchweb.console.desktop.activity.ActivityModel;
import fr.touchweb.console.desktop.activity.ActivityPage;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.RunningWork;
import java.util.List;

/** The pages of the window: the one place that knows them all. */
final class Pages {
    private Pages() {}

    /**
     * Models are made here, once; views are made of them in each language.
     *
     * @param tasks delivers on the JavaFX thread
     */
    static List<PageFactory> all(DesktopServices services, TaskRunner tasks, RunningWork work, Errors errors) {
        ActivityModel activity = new ActivityModel(services.commands(), services.changes(), tasks, new FxDelivery(),
                errors, services.connections());
        AccountModel account = new AccountModel(services.core(), tasks, errors);
        return List.of(ActivityPage.factory(activity, work), AccountPage.factory(account));
    }
}
