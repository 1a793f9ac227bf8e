package fr.touchweb.console.desktop;

import fr.touchweb.console.desktop.tour.Tour;
import fr.touchweb.console.desktop.tour.TourResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Starts the toolkit and opens the window, or walks the tour. One call for one run of the process. */
public final class DesktopApplication {
    private DesktopApplication() {}

    /** Whether a window can be opened here. */
    public static boolean hasDisplay(String osName, Map<String, String> environment) {
        boolean needsServer = !osName.startsWith("Windows") && !osName.startsWith("Mac");
        return !needsServer || !environment.getOrDefault("DISPLAY", "").isEmpty();
    }

    /** Opens the window and returns when it was closed. */
    public static void open(DesktopServices services) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Workbench bench = new Workbench(services);
            Stage stage = new Stage();
            Scene scene = new Scene(bench.shell().root(), 1440, 900);
            bench.shell().desk().theme().dress(scene);
            stage.setTitle(bench.shell().desk().words().get("common.console"));
            stage.setScene(scene);
            stage.setOnHidden(event -> {
                bench.close();
                closed.countDown();
            });
            stage.show();
        });
        closed.await();
    }

    /**
     * Draws every page in its telling states; needs no display.
     *
     * @param folder takes the pictures and {@code tour.json}; made when it is not there
     * @param all English and 1024×700 too
     */
    public static TourResult tour(DesktopServices services, Path folder, boolean all)
            throws IOException, InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch started = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        Platform.startup(started::countDown);
        started.await();
        Workbench bench = onScreenThread(() -> new Workbench(services));
        try {
            return new Tour(bench.shell()).walk(folder, all);
        } finally {
            onScreenThread(() -> {
                bench.close();
                return bench;
            });
            Platform.exit();
        }
    }

    private static <T> T onScreenThread(Callable<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
