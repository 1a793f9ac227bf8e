package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.profile.ProfilesModel;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Theme;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.DoubleStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The page in a window, with a watch on its frames. */
public final class LogsScreen implements AutoCloseable {
    private final ShellBench bench;
    private final LogsModel model;
    private final Page page;
    private final Stage stage;
    private final DoubleStream.Builder frames = DoubleStream.builder();
    private final DoubleStream.Builder latencies = DoubleStream.builder();
    private long lastFrame;
    private long lastNumber = -1;
    private AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            // Nothing is measured yet.
        }
    };

    /**
     * What was seen.
     *
     * @param frames milliseconds from one frame to the next
     * @param latencies milliseconds from the writing of a line to the frame that shows it
     */
    public record Measured(double[] frames, double[] latencies) {}

    private LogsScreen(ShellBench bench, LogsModel model, Page page, Stage stage) {
        this.bench = bench;
        this.model = model;
        this.page = page;
        this.stage = stage;
    }

    /** Opens it and follows everything. */
    public static LogsScreen open(LogSession session, List<ServerLogs> fleet, Policy policy, Path settings)
            throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyStarted) {
            started.countDown();
        }
        started.await();
        return onScreen(() -> {
            ShellBench bench = new ShellBench(settings, false, List.of());
            LogsModel model = new LogsModel(session, new SimpleObjectProperty<>(fleet), new CurrentThreadRunner(),
                    LogFigures.of(policy), new LogsState.Memory() {
                        @Override
                        public LogsState load() {
                            return LogsState.NONE;
                        }

                        @Override
                        public void save(LogsState state) {
                            // A benchmark remembers nothing.
                        }
                    }, InstantSource.system(), bench.errors);
            DigestModel digest = new DigestModel(session::view, session::reader, policy.digest(),
                    new CurrentThreadRunner(),
                    bench.errors);
            ProfilesModel profiles = new ProfilesModel(session::host, policy.logPaths().profiles(), bench.tasks,
                    bench.errors);
            Page page = LogsPage.factory(model, digest, profiles, InstantSource.system()).build().apply(bench.desk);
            Theme theme = new Theme(List.of("/theme/logs.css"));
            theme.paletteProperty().set(Palette.LIGHT);
            Scene scene = new Scene(new StackPane((Parent) page.view()), 1000, 900);
            theme.dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            page.shown();
            model.logs().followOnly(source -> true);
            return new LogsScreen(bench, model, page, stage);
        });
    }

    public void filters(String... typed) throws Exception {
        onScreen(() -> {
            for (String one : typed) {
                model.filters().add(one);
            }
            return true;
        });
    }

    /** @param written nanosecond at which the n-th line was written, by number modulo the length */
    public void measure(long[] written) throws Exception {
        onScreen(() -> {
            timer = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    long clock = System.nanoTime();
                    if (lastFrame != 0) {
                        frames.add((clock - lastFrame) / 1e6);
                    }
                    lastFrame = clock;
                    StoredLine last = model.row(model.rowsProperty().get() - 1, 200);
                    if (last != null && last.number() != lastNumber && last.text().contains("/page-")) {
                        lastNumber = last.number();
                        String text = last.text();
                        int at = text.indexOf("/page-") + 6;
                        int number = (int) (Long.parseLong(text.substring(at, text.indexOf(' ', at)))
                                & written.length - 1);
                        latencies.add((clock - written[number]) / 1e6);
                    }
                }
            };
            timer.start();
            return true;
        });
    }

    public Measured measured() throws Exception {
        return onScreen(() -> {
            timer.stop();
            return new Measured(frames.build().toArray(), latencies.build().toArray());
        });
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

    private static <T> T onScreen(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
