package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemNoticesTest {
    @TempDir
    private Path folder;

    private final List<List<String>> run = new ArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean(true);

    private SystemNotices notices() {
        return new SystemNotices(new Words(Language.ENGLISH, ZoneId.of("UTC")), away::get,
                Map.of("PATH", folder.toString()), run::add);
    }

    private static Notice notice(Severity severity, int count) {
        return new Notice(severity, Instant.EPOCH, "acme-web1", Message.of("shell.close"), null, "secret", count);
    }

    @Test
    void warningsReachTheSystemWhileThePersonIsAway() throws Exception {
        Path program = Files.createFile(folder.resolve("notify-send"));
        program.toFile().setExecutable(true);
        SystemNotices notices = notices();
        notices.tell(notice(Severity.WARNING, 1));
        assertEquals(List.of(List.of("notify-send", "--app-name=Console TW", "--icon=fr.touchweb.console", "--",
                "Console TW – acme-web1", "Close")), run);
        notices.tell(notice(Severity.WARNING, 2));
        notices.tell(notice(Severity.INFORMATION, 1));
        away.set(false);
        notices.tell(notice(Severity.WARNING, 1));
        assertEquals(1, run.size(), "told again, told for nothing, or told to who is looking");
    }

    @Test
    void withoutAProgramNothingIsRun() {
        notices().tell(notice(Severity.DANGER, 1));
        assertEquals(List.of(), run);
    }
}
