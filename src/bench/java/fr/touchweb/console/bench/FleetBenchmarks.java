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
import fr.touchweb.console.desktop.shell.PageWindow;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.widget.Palette;
import fr.touchweb.console.desktop.widget.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/** The page of the fleet at 5,000 servers: from a keystroke to the laid-out table, and frames of a scroll. */
final class FleetBenchmarks implements Benchmark {
    private static final int SERVERS = 5000;
    /** Milliseconds; a quick typist takes four times as long. */
    private static final int BETWEEN_LETTERS = 30;
    private static final List<String> TYPED = List.of("acme disk>85", "os:debian<12 or php<8.2 -role:preproduction",
            "production delta", "cms:presta", "php<8.1");

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public void run(Report report) throws Exception {
        Path folder = Files.createTempDirectory("fleet-bench");
        PageWindow.startToolkit();
        try {
            FleetRoom room = ParcSamples.room(folder, SERVERS, FleetBenchmarks::nobody);
            long begin = System.nanoTime();
            Opened page = open(room, folder);
            waitUntil(() -> page.model.shown().size() == SERVERS);
            report.told("5,000 servers with facts, from disk to table", millis(begin) + " ms");
            Typed first = typing(page, 1);
            typing(page, 1);
            Typed typed = typing(page, 2);
            report.limited("keystroke to styled and laid-out table, median", Report.median(typed.work), "ms", 16);
            report.told("the same, in the first minute of the program",
                    String.format(Locale.ROOT, "%.1f ms", Report.median(first.work)));
            report.told("the same, nine of ten", String.format(Locale.ROOT, "%.1f ms", ninth(typed.work)));
            report.told("of that until the rows are there", String.format(Locale.ROOT, "%.1f ms",
                    Report.median(typed.filter)));
            report.told("of that style and layout in the pulse", String.format(Locale.ROOT, "%.1f ms",
                    Report.median(typed.pulse)));
            report.told("with the wait for the pulse (one every 16.7 ms)", String.format(Locale.ROOT, "%.1f ms",
                    Report.median(typed.wall)));
            scroll(page, 100);
            double[] frames = scroll(page, 400);
            report.told("scroll of a page, css and layout, median",
                    String.format(Locale.ROOT, "%.1f ms", Report.median(frames)));
            report.limited("slowest frame of 400", Stream.of(boxed(frames)).max(Double::compare).orElseThrow(), "ms",
                    50);
            PageWindow.onScreen(() -> {
                page.stage.hide();
                page.view.hidden();
                page.model.close();
                page.bench.close();
                return true;
            });
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private record Opened(FleetModel model, ShellBench bench, Scene scene, Page view, Stage stage,
            List<ListChangeListener<Object>> listening) {

        /** Tells how long style and layout of the next pulse took, in milliseconds; the JavaFX thread calls. */
        void nextPulse(DoubleConsumer told) {
            long[] begin = new long[1];
            Runnable before = () -> begin[0] = System.nanoTime();
            scene.addPreLayoutPulseListener(before);
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    if (begin[0] != 0) {
                        scene.removePreLayoutPulseListener(before);
                        scene.removePostLayoutPulseListener(this);
                        told.accept((System.nanoTime() - begin[0]) / 1e6);
                    }
                }
            });
            Platform.requestNextPulse();
        }
    }

    private static RemoteHost nobody(SshTarget target) {
        throw new IllegalStateException("a benchmark of the table connects to nothing");
    }

    private static Opened open(FleetRoom room, Path folder) throws Exception {
        return PageWindow.onScreen(() -> {
            ShellBench[] bench = new ShellBench[1];
            FleetModel[] model = new FleetModel[1];
            Page[] view = new Page[1];
            bench[0] = new ShellBench(folder, false, List.of(new fr.touchweb.console.desktop.shell.PageFactory("fleet",
                    "fleet.page", 1, List.of(), desk -> view[0] = FleetPage.factory(model[0]).build().apply(desk))));
            model[0] = new FleetModel(room, bench[0].tasks, new FxDelivery());
            FleetPlaces.join(model[0], bench[0].desk, standing -> {});
            bench[0].commands.run("open-page.fleet");
            Theme theme = new Theme(List.of("/theme/fleet.css"));
            theme.paletteProperty().set(Palette.LIGHT);
            Scene scene = new Scene(bench[0].shell.root(), 1440, 900);
            theme.dress(scene);
            // In a window, since a tree that is not showing is spared part of the work.
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setScene(scene);
            stage.show();
            return new Opened(model[0], bench[0], scene, view[0], stage, new ArrayList<>());
        });
    }

    /**
     * What typing took, in milliseconds each.
     *
     * @param filter from the key to the new rows being there, on the JavaFX thread
     * @param pulse style and layout of the pulse that shows them, in which nothing else is done
     * @param work both of them
     * @param wall from the key to the end of that layout, waiting for the pulse included
     */
    private record Typed(double[] filter, double[] pulse, double[] work, double[] wall) {}

    /** Types each text letter by letter into the field of the filter line and takes it out again, as a person does. */
    private static Typed typing(Opened page, int rounds) throws Exception {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            for (String text : TYPED) {
                for (KeyEvent key : keys(text)) {
                    CountDownLatch done = new CountDownLatch(1);
                    double[] took = new double[4];
                    press(page, key, start -> {
                        took[0] = (System.nanoTime() - start) / 1e6;
                        page.nextPulse(pulse -> {
                            took[1] = pulse;
                            took[2] = took[0] + pulse;
                            took[3] = (System.nanoTime() - start) / 1e6;
                            done.countDown();
                        });
                    });
                    if (shows(page, done)) {
                        all.add(took);
                    }
                }
            }
        }
        return new Typed(column(all, 0), column(all, 1), column(all, 2), column(all, 3));
    }

    private static double[] column(List<double[]> rows, int index) {
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    private static void press(Opened page, KeyEvent key, LongConsumer changed) throws Exception {
        PageWindow.onScreen(() -> {
            long start = System.nanoTime();
            ListChangeListener<Object> listener = new ListChangeListener<>() {
                @Override
                public void onChanged(Change<?> change) {
                    page.model.shown().removeListener(this);
                    changed.accept(start);
                }
            };
            page.listening.forEach(page.model.shown()::removeListener);
            page.listening.clear();
            page.listening.add(listener);
            page.model.shown().addListener(listener);
            Node field = page.scene.lookup("#fleet-filter");
            field.requestFocus();
            Event.fireEvent(field, key);
            return true;
        });
    }

    /** Two texts that find the same servers change nothing on the screen, and are no measure. */
    private static boolean shows(Opened page, CountDownLatch done) throws Exception {
        boolean changed = done.await(80, TimeUnit.MILLISECONDS);
        // The proposals come after the rows, and a person's next letter after the frame was drawn.
        Thread.sleep(BETWEEN_LETTERS);
        PageWindow.onScreen(() -> true);
        return changed;
    }

    private static List<KeyEvent> keys(String text) {
        List<KeyEvent> keys = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            keys.add(new KeyEvent(KeyEvent.KEY_TYPED, text.substring(i, i + 1), "", KeyCode.UNDEFINED, false, false,
                    false, false));
        }
        for (int i = 0; i < text.length(); i++) {
            keys.add(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.BACK_SPACE, false, false, false, false));
        }
        return keys;
    }

    private static double ninth(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length * 9 / 10];
    }

    private static double[] scroll(Opened page, int frames) throws Exception {
        waitUntil(() -> page.model.shown().size() == SERVERS);
        double[] times = new double[frames];
        for (int i = 0; i < frames; i++) {
            int row = i * 37 % (SERVERS - 50);
            CountDownLatch done = new CountDownLatch(1);
            double[] took = new double[1];
            PageWindow.onScreen(() -> {
                TableView<?> table = (TableView<?>) page.scene.lookup("#fleet-table");
                page.nextPulse(pulse -> {
                    took[0] += pulse;
                    done.countDown();
                });
                long start = System.nanoTime();
                table.scrollTo(row);
                took[0] = (System.nanoTime() - start) / 1e6;
                return true;
            });
            done.await();
            times[i] = took[0];
        }
        return times;
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!PageWindow.onScreen(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the fleet did not load");
            }
            Thread.sleep(5);
        }
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
