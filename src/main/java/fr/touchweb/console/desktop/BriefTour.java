package fr.touchweb.console.desktop;

import fr.touchweb.console.desktop.tour.Tour;
import fr.touchweb.console.desktop.tour.TourResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.stage.Stage;

/** Draws the first state of each page: what a start and a first look need is loaded then. One call in a process. */
public final class BriefTour {
    private BriefTour() {}

    /**
     * Walks.
     *
     * @param folder takes the pictures; made when it is not there
     * @param window whether the window is opened first, as every start opens it; needs a display
     */
    public static TourResult walk(DesktopServices services, Path folder, boolean window)
            throws IOException, InterruptedException {
        try {
            if (window) {
                return inWindow(services, folder);
            }
            DesktopApplication.startHeadless();
            return DesktopApplication.walked(services, folder, false, BriefTour::of);
        } finally {
            Platform.exit();
        }
    }

    private static Tour of(Workbench bench) {
        return Tour.of(bench.shell(), "first", 1);
    }

    private static TourResult inWindow(DesktopServices services, Path folder) throws IOException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch framed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        StartUp start = new StartUp(null, new Milestones(milestone -> {}), CompletableFuture.completedFuture(null),
                listener -> framed.countDown());
        Workbench bench = DesktopApplication.onScreenThread(() -> new Workbench(services));
        Stage stage = DesktopApplication
                .onScreenThread(() -> DesktopApplication.showWindow(bench, services, start, closed));
        framed.await();
        // the tour draws the pages in a scene of its own
        DesktopApplication.onScreenThread(() -> {
            stage.getScene().setRoot(new Group());
            return stage;
        });
        TourResult result = of(bench).walk(folder, false);
        DesktopApplication.onScreenThread(() -> {
            stage.hide();
            return stage;
        });
        closed.await();
        return result;
    }
}
