package fr.touchweb.console.desktop;

import fr.touchweb.console.core.task.EndingRunner;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Joined;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.widget.Listening;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page with what stands behind it, and all that ends when the person may use it no more. JavaFX thread only. */
final class Wing {
    private final EndingRunner tasks;
    private final Listening listening = new Listening();
    private final PageFactory page;
    private final Function<Desk, Joined> join;
    private final Runnable leave;
    private final Runnable close;
    private @Nullable Joined joined;

    /**
     * What stands behind the page.
     *
     * @param join gives it to the shell
     * @param leave ends its work; JavaFX thread
     * @param close lets go of what it holds; on any thread, may wait
     */
    record Room(PageFactory page, Function<Desk, Joined> join, Runnable leave, Runnable close) {}

    /** Makes a room; its tasks and its listeners on what lives longer are those of the wing. */
    interface Maker {
        Room make(TaskRunner tasks, Listening listening);
    }

    Wing(TaskRunner runner, Maker maker) {
        tasks = new EndingRunner(runner);
        Room room = maker.make(tasks, listening);
        page = room.page();
        join = room.join();
        leave = room.leave();
        close = room.close();
    }

    PageFactory page() {
        return page;
    }

    void join(Desk desk) {
        joined = join.apply(desk);
    }

    /** Takes back what it gave to the shell and ends its work. */
    void leave() {
        if (joined != null) {
            joined.leave();
        }
        listening.stop();
        leave.run();
        tasks.close();
    }

    /** Lets go of what it holds, after {@link #leave}; on any thread, may wait. */
    void close() {
        close.run();
    }
}
