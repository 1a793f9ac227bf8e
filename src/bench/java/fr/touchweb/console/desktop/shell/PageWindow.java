package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.RestingPulse;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Theme;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A page by itself in a window, for benchmarks, and the JavaFX thread that they share. */
public final class PageWindow implements AutoCloseable {
    private final ShellBench bench;
    private final Page page;
    private final Stage stage;

    private PageWindow(ShellBench bench, Page page, Stage stage) {
        this.bench = bench;
        this.page = page;
        this.stage = stage;
    }

    /** Starts JavaFX, once for all benchmarks of a run. */
    public static void startToolkit() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyStarted) {
            started.countDown();
        }
        started.await();
        Platform.runLater(RestingPulse::install);
    }

    /** Runs work on the JavaFX thread and waits for it. */
    public static <T> T onScreen(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    /** Shows a page, 1000 by 900 pixels, light. JavaFX thread only. */
    public static PageWindow show(ShellBench bench, Page page, String stylesheet) {
        Theme theme = new Theme(List.of(stylesheet));
        theme.paletteProperty().set(Palette.LIGHT);
        Scene scene = new Scene(new StackPane((Parent) page.view()), 1000, 900);
        theme.dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        page.shown();
        return new PageWindow(bench, page, stage);
    }

    @Override
    public void close() throws Exception {
        onScreen(() -> {
            page.hidden();
            page.dispose();
            stage.hide();
            bench.close();
            return true;
        });
    }
}
