package fr.touchweb.console.desktop.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Notice;
import fr.touchweb.console.desktop.shell.Severity;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestNotifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemNoticesTest {
    @TempDir
    private Path folder;

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private final List<Notice> chosen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean away = new AtomicBoolean(true);

    private SystemNotices notices(boolean details, NoticeBoard board) {
        return new SystemNotices(new Words(Language.ENGLISH, ZoneId.of("UTC")), away::get, details, board, chosen::add);
    }

    private static Notice notice(Severity severity, int count) {
        return new Notice(severity, Instant.EPOCH, "acme-web1",
                Message.of("logs.alerts.notice", "path:/<b>&amp; 10 times"), null, "secret", count,
                new Notice.Way("open-log-alert", List.of("1")));
    }

    @Test
    void warningsReachTheSystemWhileThePersonIsAway() throws Exception {
        SystemNotices notices = notices(true, (title, text, action) -> shown.add(title + ": " + text));
        notices.tell(notice(Severity.WARNING, 1));
        notices.tell(notice(Severity.WARNING, 2));
        notices.tell(notice(Severity.INFORMATION, 1));
        away.set(false);
        notices.tell(notice(Severity.WARNING, 1));
        away.set(true);
        notices.tell(notice(Severity.DANGER, 1));
        notices.looked();
        notices.tell(notice(Severity.DANGER, 2));
        notices.close();
        Await.until("two, and the last again to who was back meanwhile", () -> shown.size() == 3);
        assertTrue(shown.getFirst().startsWith("Console TW – acme-web1: ") && shown.getFirst().contains("10 times"),
                shown.toString());
    }

    @Test
    void wherePolicySaysSoAScreenThatOthersSeeTellsNothingButThatThereIsSomething() throws Exception {
        SystemNotices notices = notices(false, (title, text, action) -> shown.add(title + ": " + text));
        notices.tell(notice(Severity.WARNING, 1));
        notices.close();
        Await.until("it was shown", () -> !shown.isEmpty());
        assertEquals(List.of("Console TW: A notice waits for you in the console."), shown);
    }

    @Test
    void theServiceOfTheDesktopShowsItAndTellsThatItWasChosen() throws Exception {
        try (TestNotifier desktop = TestNotifier.start(folder)) {
            NoticeBoard board = NoticeBoard.of("Linux", desktop.environment(), "Console TW").orElseThrow();
            SystemNotices notices = notices(true, board);
            Notice told = notice(Severity.WARNING, 1);
            notices.tell(told);
            Await.until("dunst shows it", () -> desktop.printed().contains("acme-web1"));
            assertTrue(desktop.printed().contains("&lt;b&gt;&amp;amp;"),
                    "what looks like HTML is text: " + desktop.printed());
            assertEquals(0, desktop.control("action"));
            Await.until("the click comes back", () -> !chosen.isEmpty());
            assertEquals(List.of(told), chosen);
            notices.close();
        }
    }

    @Test
    void withoutABusNothingIsTriedAndADeadOneIsTold() throws Exception {
        assertEquals(Optional.empty(), NoticeBoard.of("Linux", Map.of(), "Console TW"));
        assertEquals(Optional.empty(), BusBoard.address(Map.of("XDG_RUNTIME_DIR", folder.toString())));
        Files.createFile(folder.resolve("bus"));
        assertEquals(Optional.of("unix:path=" + folder.resolve("bus")),
                BusBoard.address(Map.of("XDG_RUNTIME_DIR", folder.toString())));
        NoticeBoard dead = NoticeBoard.of("Linux", Map.of("XDG_RUNTIME_DIR", folder.toString()), "Console TW")
                .orElseThrow();
        assertThrows(IOException.class, () -> dead.show("Console TW", "nobody hears", () -> {}));
    }
}
