package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final Message TEXT = Message.of("shell.notices.none");
    private final Notices notices = new Notices(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void theSameInARowIsOneWithACount() {
        notices.warning("acme-web1", TEXT, null);
        notices.warning("acme-web1", TEXT, null);
        notices.warning("acme-web2", TEXT, null);
        assertEquals(List.of(1, 2), notices.list().stream().map(Notice::count).toList());
        assertEquals("acme-web2", notices.list().getFirst().machine());
    }

    @Test
    void theOldestGoPastTheLimit() {
        for (int i = 0; i < Notices.LIMIT + 5; i++) {
            notices.information("server-" + i, TEXT);
        }
        assertEquals(Notices.LIMIT, notices.list().size());
        assertEquals("server-5", notices.list().getLast().machine());
        assertEquals(Notices.LIMIT, notices.unreadProperty().get());
    }

    @Test
    void unreadGoesWithReadingAndDismissing() {
        notices.information("a", TEXT);
        notices.information("b", TEXT);
        assertEquals(2, notices.unreadProperty().get());
        notices.dismiss(notices.list().getFirst());
        assertEquals(1, notices.unreadProperty().get());
        notices.markRead();
        assertEquals(0, notices.unreadProperty().get());
        assertEquals(1, notices.list().size());
    }

    @Test
    void listenersOfTheListAreNotLost() {
        List<Integer> sizes = new ArrayList<>();
        notices.list().addListener((ListChangeListener<Notice>) change -> sizes.add(change.getList().size()));
        System.gc();
        notices.information("a", TEXT);
        assertEquals(List.of(1), sizes);
    }
}
