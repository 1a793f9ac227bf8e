package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageWindow;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.ShellBench;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import javafx.animation.AnimationTimer;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The page in a window, with a watch on its frames. */
public final class BinlogScreen implements AutoCloseable {
    private static final String SERVER = "db1";
    private static final int SHOWN = 100;
    private static final int MINUTES = 3;

    private final BinlogModel model;
    private final PageWindow window;

    /**
     * What was seen.
     *
     * @param first seconds from the click to the frame after a hundred transactions were in the list
     * @param frames milliseconds from one frame to the next
     */
    public record Measured(double first, double[] frames) {}

    /** One machine. */
    private record Source(BinlogReader reader) implements BinlogSource {
        @Override
        public BinlogReader reader(String server) {
            return reader;
        }

        @Override
        public @Nullable DatabaseLogin login(String server) {
            return null;
        }

        @Override
        public void remember(String server, DatabaseLogin login) {
            throw new IllegalStateException("nothing is encrypted");
        }

        @Override
        public void unmasked(@Nullable String server, String what) {
            throw new IllegalStateException("nothing is exported");
        }

        @Override
        public void forget(String server) {
            throw new IllegalStateException("nothing is encrypted");
        }

        @Override
        public Map<TableName, List<Column>> columns(String server, DatabaseLogin login, Set<TableName> tables) {
            return Map.of();
        }
    }

    private BinlogScreen(BinlogModel model, PageWindow window) {
        this.model = model;
        this.window = window;
    }

    /** Opens it on the files that a pattern names. */
    public static BinlogScreen open(BinlogReader reader, BinlogPolicy policy, String pattern, Path settings)
            throws Exception {
        PageWindow.startToolkit();
        BinlogScreen screen = PageWindow.onScreen(() -> {
            ShellBench bench = new ShellBench(settings, false, List.of());
            BinlogModel model = new BinlogModel(new Source(reader),
                    new SimpleObjectProperty<>(List.of(new BinlogServer(SERVER, "acme", pattern))), bench.tasks,
                    InstantSource.system(), () -> ZoneOffset.UTC,
                    new Limits(policy.listedTransactions(), policy.searchHits(), policy.detailRows(),
                            policy.lookBackDays()),
                    BinlogState.Memory.of(bench.settings), bench.errors);
            Page page = BinlogPage.factory(model, InstantSource.system()).build().apply(bench.desk);
            PageWindow window = PageWindow.show(bench, page, "/theme/binlog.css");
            bench.desk.scope().set(new ScopePath("acme", SERVER, null));
            return new BinlogScreen(model, window);
        });
        screen.frames(() -> {}, () -> screen.model.files().listingProperty().get() != null);
        return screen;
    }

    /** Reads a file from the click to its end. */
    public Measured read(BinlogFile file) throws Exception {
        double[] first = {Double.NaN};
        long[] reached = new long[1];
        long click = PageWindow.onScreen(() -> {
            long now = System.nanoTime();
            model.choose(List.of(file), false);
            return now;
        });
        double[] frames = frames(() -> {
            if (reached[0] != 0 && Double.isNaN(first[0])) {
                first[0] = (System.nanoTime() - click) / 1e9;
            }
            reached[0] = model.list().visibleCount() >= SHOWN ? 1 : 0;
        }, () -> !model.reading().readingProperty().get());
        // A short file is read before the next frame.
        return new Measured(Double.isNaN(first[0]) ? (System.nanoTime() - click) / 1e9 : first[0], frames);
    }

    /** Turns pages from the first transaction to the last, so many steps. */
    public double[] scroll(int steps) throws Exception {
        int[] step = new int[1];
        return frames(() -> model.place().scrollTo(model.list().rows() * step[0]++ / steps), () -> step[0] > steps);
    }

    /** Narrows the list to one table and shows all of it again. */
    public double[] filter(String typed) throws Exception {
        int[] step = new int[1];
        return frames(() -> {
            if (step[0]++ == 0) {
                model.filters().add(typed);
            } else if (step[0] == SHOWN) {
                model.filters().clear();
            }
        }, () -> step[0] > 2 * SHOWN);
    }

    /** Transactions in the list. */
    public int listed() throws Exception {
        return PageWindow.onScreen(() -> model.list().size());
    }

    /** Times between frames, with something done in each, until something holds. */
    private static double[] frames(Runnable each, BooleanSupplier until) throws Exception {
        DoubleStream.Builder frames = DoubleStream.builder();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        AnimationTimer timer = PageWindow.onScreen(() -> {
            AnimationTimer made = new AnimationTimer() {
                private long last;

                @Override
                public void handle(long now) {
                    long clock = System.nanoTime();
                    if (last != 0) {
                        frames.add((clock - last) / 1e6);
                    }
                    last = clock;
                    if (until.getAsBoolean()) {
                        done.complete(true);
                    } else {
                        each.run();
                    }
                }
            };
            made.start();
            return made;
        });
        try {
            done.get(MINUTES, TimeUnit.MINUTES);
        } finally {
            PageWindow.onScreen(() -> {
                timer.stop();
                return true;
            });
        }
        return frames.build().toArray();
    }

    @Override
    public void close() throws Exception {
        window.close();
    }
}
