package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.PageFactory;
import java.time.Duration;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The page with what stands behind it, made once for a window. */
public final class WhitelistRoom {
    private final ListModel list;
    private final AddModel add;
    private final Duration soon;

    /**
     * @param lists where the person may edit lists, null until the fleet was read; changed on the JavaFX thread
     * @param soon entries that end within it are shown as such
     */
    public WhitelistRoom(ObservableValue<@Nullable Lists> lists, Duration soon, TaskRunner tasks, Errors errors) {
        list = new ListModel(lists, tasks, errors);
        add = new AddModel(list, tasks, errors);
        this.soon = soon;
    }

    /** The page at its place in the side bar. */
    public PageFactory page() {
        return WhitelistPage.factory(list, add, soon);
    }
}
