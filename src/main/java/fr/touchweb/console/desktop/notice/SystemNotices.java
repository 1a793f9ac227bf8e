package fr.touchweb.console.desktop.notice;

import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Notice;
import fr.touchweb.console.desktop.shell.Severity;
import fr.touchweb.console.desktop.shell.Words;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands warnings to the desktop of the system while the person looks elsewhere; choosing one there brings what it is about
 * into sight. Where the system shows no notices, the window alone tells. JavaFX thread.
 */
public final class SystemNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNotices.class);

    private final Words words;
    private final BooleanSupplier wanted;
    private final boolean details;
    private final NoticeBoard board;
    private final Consumer<Notice> chosen;
    private @Nullable Notice last;
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("system-notices").factory());

    /**
     * @param wanted whether the person is looking elsewhere and has not switched this off
     * @param details whether words of the notice may stand where others, or a locked screen, show them
     * @param chosen gets the notice that the person chose, on any thread
     */
    SystemNotices(Words words, BooleanSupplier wanted, boolean details, NoticeBoard board, Consumer<Notice> chosen) {
        this.words = words;
        this.wanted = wanted;
        this.details = details;
        this.board = board;
        this.chosen = chosen;
    }

    /**
     * Follows the notices of a window until it is closed.
     *
     * @param focused whether the window is in front; who saw it there is told of the same again
     * @param forward brings the window to the front
     * @return ends it
     */
    public static Runnable follow(Desk desk, ObservableBooleanValue focused, BooleanSupplier wanted, boolean details,
            Map<String, String> environment, Runnable forward) {
        return NoticeBoard.of(System.getProperty("os.name", ""), environment, desk.words().get("common.console"))
                .<Runnable>map(board -> {
                    SystemNotices system = new SystemNotices(desk.words(), wanted, details, board,
                            notice -> Platform.runLater(() -> {
                                forward.run();
                                notice.show(desk.commands());
                            }));
                    desk.notices().list().addListener((ListChangeListener<Notice>) change -> {
                        while (change.next()) {
                            change.getAddedSubList().forEach(system::tell);
                        }
                    });
                    focused.addListener((p, before, now) -> system.looked());
                    return system::close;
                }).orElse(() -> {});
    }

    void tell(Notice notice) {
        if (notice.severity() == Severity.INFORMATION || !wanted.getAsBoolean()) {
            return;
        }
        Notice before = last;
        last = notice;
        if (before != null && before.sameAs(notice)) {
            return; // one that stands there already says it
        }
        String console = words.get("common.console");
        String title = notice.machine() == null || !details ? console : console + " – " + notice.machine();
        String text = details ? words.get(notice.text()) : words.get("shell.notices.outside");
        worker.execute(() -> {
            try {
                board.show(title, text, () -> chosen.accept(notice));
            } catch (IOException e) {
                LOG.warn("the system was not told: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The person came back to the window, or left it: the same is worth telling again. */
    void looked() {
        last = null;
    }

    @Override
    public void close() {
        worker.execute(board::close);
        worker.shutdown();
    }
}
