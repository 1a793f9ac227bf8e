package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.desktop.connect.ConnectTour;
import fr.touchweb.console.desktop.notice.SystemNotices;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.WindowPlace;
import fr.touchweb.console.desktop.tour.Tour;
import fr.touchweb.console.desktop.tour.TourResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the toolkit and opens the window, or walks the tour. One call for one run of the process. */
public final class DesktopApplication {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);
    /** The page as it is, and its most telling other state. */
    private static final int STATES_OF_GUEST = 2;
    /** Sizes of the icon that window managers choose from. */
    private static final List<Integer> ICONS = List.of(16, 32, 48, 128);
    private static final double FIRST_WIDTH = 1440;
    private static final double FIRST_HEIGHT = 900;

    private DesktopApplication() {}

    /**
     * Begins to start the toolkit, so that the caller puts its services together meanwhile.
     *
     * @param options whose settings say how it draws
     * @return done once JavaFX is ready; ends with {@link NoDisplayException} when it could not open the display
     */
    public static CompletableFuture<Void> begin(ConsoleOptions options, Milestones milestones) {
        if (DesktopServices.files(options).software()) {
            System.setProperty("prism.order", "sw");
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread.ofPlatform().name("toolkit-start").daemon().start(() -> {
            try {
                Platform.startup(() -> {
                    RestingPulse.install();
                    milestones.reached("shell.start.toolkit");
                    ready.complete(null);
                });
            } catch (UnsupportedOperationException e) {
                ready.completeExceptionally(new NoDisplayException(e));
            } catch (RuntimeException | Error e) {
                ready.completeExceptionally(e);
            }
        });
        return ready;
    }

    /**
     * Opens the window and returns when it was closed.
     *
     * @return 0, or 1 when the console could not start; the person has then seen why
     * @throws NoDisplayException when the toolkit could not open the display
     */
    public static int open(DesktopServices services, StartUp start) throws InterruptedException, NoDisplayException {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LOG.error("uncaught in {}", thread.getName(), e));
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger();
        start.milestones().reached("shell.start.services");
        await(start.toolkit());
        Platform.runLater(() -> {
            try {
                showWindow(new Workbench(services), services, start, closed);
            } catch (RuntimeException | Error e) {
                LOG.error("the console could not start", e);
                exit.set(1);
                CrashWindow.show(e, closed::countDown);
            }
        });
        closed.await();
        return exit.get();
    }

    private static void await(Future<Void> toolkit) throws InterruptedException, NoDisplayException {
        try {
            toolkit.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoDisplayException none) {
                throw none;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * What the toolkit says of the screen; starts it, and it can be used for nothing else in this process.
     *
     * @throws NoDisplayException when the toolkit could not open the display
     */
    public static ScreenFacts screen() throws InterruptedException, NoDisplayException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (UnsupportedOperationException e) {
            throw new NoDisplayException(e);
        }
        started.await();
        return onScreenThread(() -> new ScreenFacts((int) Screen.getPrimary().getBounds().getWidth(),
                (int) Screen.getPrimary().getBounds().getHeight(), Screen.getPrimary().getOutputScaleX(),
                Platform.isSupported(ConditionalFeature.SCENE3D), System.getProperty("javafx.runtime.version", "?")));
    }

    /**
     * Draws every page in its telling states; needs no display.
     *
     * @param guests people who see less, by what they are called in the names of the pictures; their pages are drawn too
     * @param folder takes the pictures and {@code tour.json}; made when it is not there
     * @param all English and 1024×700 too
     * @param page the one that is drawn, null for all of them and the dialogs
     */
    public static TourResult tour(DesktopServices services, Map<String, DesktopServices> guests, Path folder,
            boolean all, @Nullable String page) throws IOException, InterruptedException {
        startHeadless();
        try {
            TourResult result = walked(services, folder, all, bench -> page != null
                    ? Tour.of(bench.shell(), page)
                    : new Tour(bench.shell(), Stream.concat(new ConnectTour(services.asking()).states().stream(),
                            bench.lock().tour().stream()).toList()));
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

    static void startHeadless() throws InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
    }

    static TourResult walked(DesktopServices services, Path folder, boolean all, Function<Workbench, Tour> tour)
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

    static Stage showWindow(Workbench bench, DesktopServices services, StartUp start, CountDownLatch closed) {
        Desk desk = bench.shell().desk();
        Stage stage = new Stage();
        // dressed while it is empty: every change of its style sheets styles all of its nodes again
        Scene scene = new Scene(new Group(), FIRST_WIDTH, FIRST_HEIGHT);
        desk.theme().dress(scene);
        stage.setTitle(desk.words().get("common.console"));
        ICONS.forEach(size -> stage.getIcons().add(new Image("/icons/" + size + ".png")));
        stage.setMinWidth(WindowPlace.MIN_WIDTH);
        stage.setMinHeight(WindowPlace.MIN_HEIGHT);
        place(stage, bench);
        bench.resume();
        scene.setRoot(bench.shell().root());
        stage.setScene(scene);
        bench.lock().start(services.core().options().environment());
        Runnable notices = SystemNotices.follow(desk, stage.focusedProperty(),
                () -> !stage.isFocused() && !bench.lock().isLocked()
                        && desk.settings().systemNoticesProperty().get(),
                services.core().policy().privacy().noticeDetails(),
                services.core().options().environment(), () -> toFront(stage));
        start.milestones().reached("shell.start.window");
        stage.setOnHidden(event -> {
            notices.run();
            bench.close();
            closed.countDown();
        });
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                Platform.runLater(() -> usable(stage, bench, start));
            }
        });
        stage.show();
        return stage;
    }

    /** The first frame is on the screen; what was asked for beside the window comes now. */
    private static void usable(Stage stage, Workbench bench, StartUp start) {
        start.milestones().reached("shell.start.frame");
        if (start.link() != null) {
            bench.openLink(start.link());
        }
        SshHosts.prepare();
        UpdateNotice.ask(bench.shell().desk());
        start.laterStarts().accept(request -> Platform.runLater(() -> {
            toFront(stage);
            request.target().ifPresent(bench::openLink);
        }));
    }

    private static void toFront(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
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

    static <T> T onScreenThread(Callable<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
