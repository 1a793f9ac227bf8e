package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.profile.ProfilesModel;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageWindow;
import fr.touchweb.console.desktop.shell.ShellBench;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.animation.AnimationTimer;
import javafx.beans.property.SimpleObjectProperty;

/** The page in a window, with a watch on its frames. */
public final class LogsScreen implements AutoCloseable {
    private final LogsModel model;
    private final PageWindow window;
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

    private LogsScreen(LogsModel model, PageWindow window) {
        this.model = model;
        this.window = window;
    }

    /** Opens it and follows everything. */
    public static LogsScreen open(LogSession session, List<ServerLogs> fleet, Policy policy, Path settings)
            throws Exception {
        PageWindow.startToolkit();
        return PageWindow.onScreen(() -> {
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
            PageWindow window = PageWindow.show(bench, page, "/theme/logs.css");
            model.logs().followOnly(source -> true);
            return new LogsScreen(model, window);
        });
    }

    public void filters(String... typed) throws Exception {
        PageWindow.onScreen(() -> {
            for (String one : typed) {
                model.filters().add(one);
            }
            return true;
        });
    }

    /** @param written nanosecond at which the n-th line was written, by number modulo the length */
    public void measure(long[] written) throws Exception {
        PageWindow.onScreen(() -> {
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
        return PageWindow.onScreen(() -> {
            timer.stop();
            return new Measured(frames.build().toArray(), latencies.build().toArray());
        });
    }

    @Override
    public void close() throws Exception {
        window.close();
    }
}
