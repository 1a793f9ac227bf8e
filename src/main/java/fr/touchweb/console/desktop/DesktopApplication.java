package fr.touchweb.console.desktop;

import fr.touchweb.console.desktop.connect.ConnectTour;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.WindowPlace;
import fr.touchweb.console.desktop.tour.Tour;
import fr.touchweb.console.desktop.tour.TourResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the toolkit and opens the window, or walks the tour. One call for one run of the process. */
public final class DesktopApplication {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);
    /** The page as it is, and its most telling other state. */
    private static final int STATES_OF_GUEST = 2;
    private static final double FIRST_WIDTH = 1440;
    private static final double FIRST_HEIGHT = 900;

    private DesktopApplication() {}

    /**
     * Opens the window and returns when it was closed.
     *
     * @return 0, or 1 when the console could not start; the person has then seen why
     * @throws NoDisplayException when the toolkit could not open the display
     */
    public static int open(DesktopServices services) throws InterruptedException, NoDisplayException {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LOG.error("uncaught in {}", thread.getName(), e));
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger();
        milestone("services ready");
        try {
            start(services, closed, exit);
        } catch (UnsupportedOperationException e) {
            throw new NoDisplayException(e);
        }
        closed.await();
        return exit.get();
    }

    private static void start(DesktopServices services, CountDownLatch closed, AtomicInteger exit) {
        Platform.startup(() -> {
            milestone("toolkit ready");
            try {
                showWindow(services, closed);
            } catch (RuntimeException | Error e) {
                LOG.error("the console could not start", e);
                exit.set(1);
                CrashWindow.show(e, closed::countDown);
            }
        });
    }

    /**
     * Draws every page in its telling states; needs no display.
     *
     * @param guests people who see less, by what they are called in the names of the pictures; their pages are drawn too
     * @param folder takes the pictures and {@code tour.json}; made when it is not there
     * @param all English and 1024×700 too
     */
    public static TourResult tour(DesktopServices services, Map<String, DesktopServices> guests, Path folder,
            boolean all) throws IOException, InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        try {
            TourResult result = walked(services, folder, all, bench -> new Tour(bench.shell(),
                    Stream.concat(new ConnectTour(services.asking()).states().stream(), bench.lock().tour().stream())
                            .toList()));
            for (Map.Entry<String, DesktopServices> guest : guests.entrySet()) {
                result = result.and(walked(guest.getValue(), folder, all,
                        bench -> Tour.of(bench.shell(), guest.getKey(), STATES_OF_GUEST)));
            }
            result.write(folder);
            return result;
        } finally {
            Platform.exit();
        }
    }

    private static TourResult walked(DesktopServices services, Path folder, boolean all, Function<Workbench, Tour> tour)
            throws IOException, InterruptedException {
        Workbench bench = onScreenThread(() -> new Workbench(services));
        try {
            return tour.apply(bench).walk(folder, all);
        } finally {
            onScreenThread(() -> {
                bench.close();
                return bench;
            });
        }
    }

    private static void showWindow(DesktopServices services, CountDownLatch closed) {
        Workbench bench = new Workbench(services);
        Desk desk = bench.shell().desk();
        Stage stage = new Stage();
        Scene scene = new Scene(bench.shell().root(), FIRST_WIDTH, FIRST_HEIGHT);
        desk.theme().dress(scene);
        stage.setTitle(desk.words().get("common.console"));
        stage.setScene(scene);
        stage.setMinWidth(WindowPlace.MIN_WIDTH);
        stage.setMinHeight(WindowPlace.MIN_HEIGHT);
        place(stage, bench);
        bench.resume();
        bench.lock().start(services.core().options().environment());
        milestone("window built");
        stage.setOnHidden(event -> {
            bench.close();
            closed.countDown();
        });
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                milestone("first frame");
            }
        });
        stage.show();
    }

    private static void place(Stage stage, Workbench bench) {
        WindowPlace before = bench.memory().state().place();
        Optional<WindowPlace> found = before == null
                ? Optional.empty()
                : before.on(Screen.getScreens().stream().map(Screen::getVisualBounds).toList());
        found.ifPresentOrElse(place -> {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximized());
        }, () -> {
            stage.setWidth(Math.min(FIRST_WIDTH, Screen.getPrimary().getVisualBounds().getWidth()));
            stage.setHeight(Math.min(FIRST_HEIGHT, Screen.getPrimary().getVisualBounds().getHeight()));
        });
        // Later, because a window that is being maximized tells its new bounds before it says that it is.
        InvalidationListener moved = p -> Platform.runLater(() -> remember(stage, bench));
        stage.xProperty().addListener(moved);
        stage.yProperty().addListener(moved);
        stage.widthProperty().addListener(moved);
        stage.heightProperty().addListener(moved);
        stage.maximizedProperty().addListener(moved);
    }

    private static void remember(Stage stage, Workbench bench) {
        if (!stage.isShowing() || stage.isIconified() || Double.isNaN(stage.getX())) {
            return;
        }
        WindowPlace before = bench.memory().state().place();
        if (stage.isMaximized() && before != null) {
            bench.memory().place(new WindowPlace(before.x(), before.y(), before.width(), before.height(), true));
        } else {
            bench.memory().place(new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(),
                    stage.isMaximized()));
        }
    }

    private static void milestone(String what) {
        if (LOG.isDebugEnabled()) {
            ProcessHandle.current().info().startInstant().ifPresent(start -> LOG.debug("start: {} after {} ms", what,
                    Duration.between(start, Instant.now()).toMillis()));
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
