package fr.touchweb.console.desktop.tour;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.Shell;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.widget.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * Walks every page through its telling states and draws each in light and dark. The scene stands in no window, so any
 * size can be drawn on any machine. Runs on a thread of its own, not on the JavaFX thread.
 */
public final class Tour {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(40);

    private record Size(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    private final Shell shell;
    private final Duration patience;
    private final List<TourState> dialogs;
    private final String who;
    private final int states;
    private final @Nullable String only;
    private final List<TourResult.Picture> pictures = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final Set<String> silent = new TreeSet<>();
    private @Nullable Scene scene;

    /** @param dialogs states of dialogs that come by themselves, over whatever page is in sight */
    public Tour(Shell shell, List<TourState> dialogs) {
        this(shell, dialogs, PATIENCE);
    }

    private Tour(Shell shell, List<TourState> dialogs, String who, int states, @Nullable String only,
            Duration patience) {
        this.shell = shell;
        this.dialogs = dialogs;
        this.who = who;
        this.states = states;
        this.only = only;
        this.patience = patience;
    }

    /**
     * A short walk as somebody else, who sees less: the first states of each page that they have.
     *
     * @param who stands before the names of the pages
     * @param states of each page at most
     */
    public static Tour of(Shell shell, String who, int states) {
        return new Tour(shell, List.of(), who + "-", states, null, PATIENCE);
    }

    /**
     * A walk through one page.
     *
     * @param page its id; told as missed when there is no such page
     */
    public static Tour of(Shell shell, String page) {
        return of(shell, page, PATIENCE);
    }

    static Tour of(Shell shell, String page, Duration patience) {
        return new Tour(shell, List.of(), "", Integer.MAX_VALUE, page, patience);
    }

    Tour(Shell shell, List<TourState> dialogs, Duration patience) {
        this(shell, dialogs, "", Integer.MAX_VALUE, null, patience);
    }

    /**
     * Draws.
     *
     * @param all English and 1024×700 besides French at 1440×900
     */
    public TourResult walk(Path folder, boolean all) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (only != null && shell.pages().stream().noneMatch(page -> only.equals(page.id()))) {
            missed.add(only);
        }
        List<Language> languages = all ? List.of(Language.FRENCH, Language.ENGLISH) : List.of(Language.FRENCH);
        List<Size> sizes = all ? List.of(new Size(1440, 900), new Size(1024, 700)) : List.of(new Size(1440, 900));
        for (Language language : languages) {
            for (Size size : sizes) {
                onScreenThread(() -> arrange(language, size));
                for (PageFactory page : shell.pages()) {
                    if (only != null && !only.equals(page.id())) {
                        continue;
                    }
                    List<TourState> states = onScreenThread(() -> {
                        shell.open(page.id());
                        return Objects.requireNonNull(shell.page()).tour();
                    });
                    walk(page.id(), states, folder, language, size);
                }
                if (only != null) {
                    continue;
                }
                List<TourState> frame = onScreenThread(() -> {
                    shell.open(shell.pages().getFirst().id());
                    return shell.tour();
                });
                walk("shell", frame, folder, language, size);
                walk("connect", dialogs, folder, language, size);
            }
        }
        TourResult result = new TourResult(pictures, missed, List.copyOf(silent));
        result.write(folder);
        return result;
    }

    private Scene arrange(Language language, Size size) {
        shell.desk().words().setLanguage(language);
        if (scene != null) {
            scene.setRoot(new Group());
        }
        Scene next = new Scene(shell.root(), size.width, size.height);
        shell.desk().theme().dress(next);
        scene = next;
        return next;
    }

    private void walk(String id, List<TourState> all, Path folder, Language language, Size size)
            throws IOException, InterruptedException {
        String page = who + id;
        for (TourState state : all.subList(0, Math.min(states, all.size()))) {
            onScreenThread(() -> {
                state.prepare().run();
                return state;
            });
            if (!awaited(state)) {
                missed.add(page + "/" + state.id());
            }
            for (Palette palette : Palette.values()) {
                String theme = palette.name().toLowerCase(Locale.ROOT);
                String file = String.join("-", page, state.id(), language.code(), size.toString(), theme) + ".png";
                WritableImage image = onScreenThread(() -> draw(palette));
                Files.write(folder.resolve(file), Png.of(image));
                pictures.add(new TourResult.Picture(page, state.id(), size.toString(), theme, language.code(), file));
            }
            silent.addAll(onScreenThread(() -> SpokenWords.silent(shell.root())).stream()
                    .map(control -> page + "/" + state.id() + " " + control).toList());
            onScreenThread(() -> {
                state.leave().run();
                return state;
            });
        }
    }

    private WritableImage draw(Palette palette) {
        Scene drawn = Objects.requireNonNull(scene);
        // Without a window nothing is styled between two pictures: what changed since would lose its colours to the others.
        drawn.snapshot(null);
        shell.desk().theme().paletteProperty().set(palette);
        // Cells of tables and rows that ask for their size come to rest only in the second pass.
        drawn.snapshot(null);
        return drawn.snapshot(null);
    }

    private boolean awaited(TourState state) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (onScreenThread(() -> state.ready().getAsBoolean())) {
                return true;
            }
            Thread.sleep(POLL);
        }
        return false;
    }

    private static <T> T onScreenThread(Callable<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the tour broke", e.getCause());
        }
    }
}
