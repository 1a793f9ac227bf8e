package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.settings.TerminalProgram;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands warnings to the desktop of the system while the window is not in front: {@code notify-send} of libnotify on Linux,
 * {@code osascript} on macOS. Where there is neither, the window alone tells. JavaFX thread.
 */
public final class SystemNotices {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNotices.class);

    private final Words words;
    private final BooleanSupplier wanted;
    private final Consumer<List<String>> program;
    private final Map<String, String> environment;

    /**
     * @param wanted whether the person is looking elsewhere and has not switched this off
     * @param program starts a program with its arguments
     */
    SystemNotices(Words words, BooleanSupplier wanted, Map<String, String> environment,
            Consumer<List<String>> program) {
        this.words = words;
        this.wanted = wanted;
        this.environment = environment;
        this.program = program;
    }

    /** Follows the notices of a window for its life. */
    public static void follow(Desk desk, BooleanSupplier wanted) {
        SystemNotices system = new SystemNotices(desk.words(), wanted, System.getenv(), SystemNotices::run);
        desk.notices().list().addListener((ListChangeListener<Notice>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(system::tell);
            }
        });
    }

    void tell(Notice notice) {
        if (notice.severity() == Severity.INFORMATION || notice.count() > 1 || !wanted.getAsBoolean()) {
            return;
        }
        String title = words.get("common.console") + (notice.machine() == null ? "" : " – " + notice.machine());
        String text = words.get(notice.text());
        if (TerminalProgram.onPath("notify-send", environment)) {
            program.accept(List.of("notify-send", "--app-name=" + words.get("common.console"),
                    "--icon=fr.touchweb.console", "--", title, text));
        } else if (TerminalProgram.onPath("osascript", environment)) {
            program.accept(List.of("osascript", "-e", "on run argv",
                    "-e", "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run", title,
                    text));
        }
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("the system was not told: {}", e.getMessage());
        }
    }
}
