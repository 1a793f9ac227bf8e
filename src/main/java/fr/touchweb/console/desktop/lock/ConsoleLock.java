package fr.touchweb.console.desktop.lock;

import fr.touchweb.console.core.account.ScreenSession;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Shell;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.widget.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.input.InputEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Ties the lock to the window: what counts as input, what is hidden, the command. JavaFX thread only. */
public final class ConsoleLock implements AutoCloseable {
    private static final Path MONITOR = Path.of("/usr/bin/dbus-monitor");
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final LockModel model;
    private final Shell shell;
    private final Ticker clock;
    private @Nullable LockPane pane;
    private @Nullable ScreenSession screen;

    public ConsoleLock(LockModel model, Shell shell) {
        this.model = model;
        this.shell = shell;
        shell.root().addEventFilter(InputEvent.ANY, event -> model.input());
        shell.desk().commands().add(ConsoleCommand.of("lock.command", "Shortcut+Shift+K", this::lock));
        model.phaseProperty().addListener((p, before, now) -> {
            if (model.isLocked() && pane == null) {
                cover();
            } else if (!model.isLocked()) {
                uncover();
            }
        });
        clock = new Ticker(LOOK, model::tick);
    }

    /**
     * Begins to look at the time, and listens to the desktop session.
     *
     * @param environment variables of this process
     */
    public void start(Map<String, String> environment) {
        clock.start();
        if (Files.isExecutable(MONITOR)) {
            screen = ScreenSession.listen(environment, MONITOR, who -> Platform.runLater(model::screenLocked));
        }
        model.start();
    }

    private void lock() {
        if (!model.lock(LockModel.Reason.PERSON)) {
            shell.desk().notices().information(null, Message.of("lock.noVault"));
            shell.desk().open().accept("account");
        }
    }

    /** Nothing of the pages stays in the scene, so that neither a picture nor a screen reader finds it. */
    private void cover() {
        List.copyOf(Window.getWindows()).stream().filter(PopupWindow.class::isInstance).forEach(Window::hide);
        LockPane made = new LockPane(model, shell.desk().words());
        pane = made;
        shell.cover(made);
        made.focus();
    }

    private void uncover() {
        LockPane shown = pane;
        pane = null;
        if (shown != null) {
            shown.release();
            shell.uncover();
        }
    }

    /** Whether the window tells nothing now. */
    public boolean isLocked() {
        return model.isLocked();
    }

    /** The lock for the tour. */
    public List<TourState> tour() {
        return List.of(TourState.of("lock", model::tour, model::endTour));
    }

    @Override
    public void close() {
        clock.stop();
        if (screen != null) {
            screen.close();
        }
    }
}
