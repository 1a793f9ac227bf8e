package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.alert.Alert;
import fr.touchweb.console.core.logs.alert.AlertRule;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/** Alerts on the page: asked for in a form, told with a notice, muted, kept. */
class LogsPageAlertsTest extends LogsPageBench {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final List<Alert> noticed = new CopyOnWriteArrayList<>();

    private void failure(Instant at, int status) throws Exception {
        Files.writeString(log,
                "198.51.100.14 - - [%s] \"GET /now HTTP/1.1\" %d 12 \"-\" \"x\"%n".formatted(CLF.format(at),
                        status),
                StandardOpenOption.APPEND);
    }

    private void press(String style) {
        fxRun(() -> ((Button) robot().lookup("." + style).query()).fire());
    }

    @Test
    void anAlertIsAskedForToldMutedAndKept() throws Exception {
        follow();
        fxRun(() -> model.alerts().notice(noticed::add));
        run("logs.command.alerts");
        robot().clickOn("#alert-filter").write("status>=500");
        fxRun(() -> {
            ((TextField) robot().lookup("#alert-count").query()).setText("2");
            ((TextField) robot().lookup("#alert-seconds").query()).setText("60");
        });
        robot().clickOn("#alert-add");
        AlertRule rule = new AlertRule(AlertRule.Kind.RATE, "status>=500", 2, 60);
        assertEquals(List.of(rule), kept.alerts());
        Instant now = Instant.now().plusSeconds(1);
        failure(now, 503);
        failure(now, 502);
        waitFor("the notice", () -> noticed.size() == 1);
        assertEquals(now.getEpochSecond(), noticed.getFirst().at().getEpochSecond());
        assertEquals(List.of(noticed.getFirst().at()), fx(() -> model.alerts().moments()), "its mark over time");
        robot().clickOn(".log-alert .hyperlink");
        waitFor("its line", () -> model.record() != null && "/now".equals(model.record().fields().get("path")));
        press("alert-mute");
        assertNotNull(fx(() -> model.alerts().mutedUntil(rule)));
        failure(now.plusSeconds(120), 503);
        failure(now.plusSeconds(120), 503);
        waitFor("it is told in silence", () -> model.alerts().told().size() == 2);
        assertEquals(1, noticed.size());
        press("alert-mute");
        assertNull(fx(() -> model.alerts().mutedUntil(rule)));
        press("alert-remove");
        assertEquals(List.of(), kept.alerts());
    }

    @Test
    void whatIsNoAlertIsRefused() {
        run("logs.command.alerts");
        robot().clickOn("#alert-filter").write("/(/");
        robot().clickOn("#alert-add");
        waitFor(".log-problem");
        assertTrue(fx(() -> model.alerts().rules().isEmpty()));
        fxRun(() -> ((TextField) robot().lookup("#alert-seconds").query()).setText("0"));
        robot().clickOn("#alert-add");
        assertEquals("logs.alerts.wrongNumber", fx(() -> model.problemProperty().get().key()));
    }
}
