package fr.touchweb.console.bench;

import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.desktop.fleet.FleetModel;
import fr.touchweb.console.desktop.fleet.FleetPage;
import fr.touchweb.console.desktop.fleet.FleetPlaces;
import fr.touchweb.console.desktop.fleet.FleetRoom;
import fr.touchweb.console.desktop.fleet.ParcSamples;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableView;

/** The page of the fleet at 5,000 servers: from a keystroke to the laid-out table, and frames of a scroll. */
final class FleetBenchmarks implements Benchmark {
    private static final int SERVERS = 5000;
    private static final List<String> TYPED = List.of("a", "ac", "acm", "acme", "acme ", "acme d", "acme di",
            "acme disk>8", "acme disk>85", "disk>85", "os:debian<12", "os:debian<12 or php<8.2",
            "os:debian<12 or php<8.2 -role:preproduction", "php<8.1", "");

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("fleet-bench");
        CountDownLatch started = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyStarted) {
            started.countDown();
        }
        started.await();
        try {
            FleetRoom room = ParcSamples.room(folder, SERVERS, FleetBenchmarks::nobody);
            long begin = System.nanoTime();
            Opened page = open(room, folder);
            waitUntil(() -> page.model.shown().size() == SERVERS);
            report.told("5,000 servers with facts, from disk to table", millis(begin) + " ms");
            keystrokes(page, 20);
            double[] times = keystrokes(page, 40);
            report.limited("keystroke to laid-out table, median", Report.median(times), "ms", 16);
            scroll(page, 100);
            double[] frames = scroll(page, 400);
            report.told("scroll of a page, css and layout, median",
                    String.format(java.util.Locale.ROOT, "%.1f ms", Report.median(frames)));
            report.limited("slowest frame of 400", Stream.of(boxed(frames)).max(Double::compare).orElseThrow(), "ms",
                    50);
            onScreen(() -> {
                page.view.hidden();
                page.model.close();
                page.bench.close();
                return true;
            });
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private record Opened(FleetModel model, ShellBench bench, Scene scene, Page view) {}

    private static RemoteHost nobody(SshTarget target) {
        throw new IllegalStateException("a benchmark of the table connects to nothing");
    }

    private static Opened open(FleetRoom room, Path folder) throws Exception {
        return onScreen(() -> {
            ShellBench[] bench = new ShellBench[1];
            FleetModel[] model = new FleetModel[1];
            Page[] view = new Page[1];
            bench[0] = new ShellBench(folder, false, List.of(new fr.touchweb.console.desktop.shell.PageFactory("fleet",
                    "fleet.page", 1, List.of(), desk -> view[0] = FleetPage.factory(model[0]).build().apply(desk))));
            model[0] = new FleetModel(room, bench[0].tasks, new FxDelivery());
            FleetPlaces.join(model[0], bench[0].desk);
            bench[0].commands.run("open-page.fleet");
            Theme theme = new Theme(List.of("/theme/fleet.css"));
            theme.paletteProperty().set(Palette.LIGHT);
            Scene scene = new Scene(bench[0].shell.root(), 1440, 900);
            theme.dress(scene);
            return new Opened(model[0], bench[0], scene, view[0]);
        });
    }

    /** Each time is from the change of the text to the end of the layout that shows its result. */
    private static double[] keystrokes(Opened page, int count) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = TYPED.get(i % TYPED.size());
            CountDownLatch drawn = new CountDownLatch(1);
            long[] start = new long[1];
            double[] took = new double[1];
            onScreen(() -> {
                ListChangeListener<Object> listener = new ListChangeListener<>() {
                    @Override
                    public void onChanged(Change<?> change) {
                        page.model.shown().removeListener(this);
                        layout(page.scene.getRoot());
                        took[0] = (System.nanoTime() - start[0]) / 1e6;
                        drawn.countDown();
                    }
                };
                page.model.shown().addListener(listener);
                start[0] = System.nanoTime();
                page.model.filterProperty().set(text);
                return true;
            });
            // Two texts that find the same servers change nothing on the screen, and are no measure.
            if (drawn.await(1, TimeUnit.SECONDS)) {
                times.add(took[0]);
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] scroll(Opened page, int frames) throws Exception {
        onScreen(() -> {
            page.model.filterProperty().set("");
            return true;
        });
        waitUntil(() -> page.model.shown().size() == SERVERS);
        double[] times = new double[frames];
        for (int i = 0; i < frames; i++) {
            int row = i * 37 % (SERVERS - 50);
            times[i] = onScreen(() -> {
                TableView<?> table = (TableView<?>) page.scene.lookup("#fleet-table");
                long start = System.nanoTime();
                table.scrollTo(row);
                layout(page.scene.getRoot());
                return (System.nanoTime() - start) / 1e6;
            });
        }
        return times;
    }

    private static void layout(Parent root) {
        root.applyCss();
        root.layout();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!onScreen(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the fleet did not load");
            }
            Thread.sleep(5);
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private static Double[] boxed(double[] values) {
        Double[] boxed = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
