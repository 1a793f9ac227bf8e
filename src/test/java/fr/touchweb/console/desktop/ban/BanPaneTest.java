package fr.touchweb.console.desktop.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.BanVerdict;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ban.ProxyVantage;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.HandClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tab over findings that are given; those of real daemons are tested where they are made. */
class BanPaneTest extends FxTest {
    private static final URI PAGE = URI.create("https://www.acme.test/robots.txt");
    private static final Cidr ME = Cidr.of("203.0.113.7");
    private static final Seen OUT = new Seen.Answer(408, Duration.ofMillis(20), Duration.ofMillis(22));
    private static final Seen IN = new Seen.Answer(200, Duration.ofMillis(20), Duration.ofMillis(30));
    private static final Seen NOT_ASKED = new Seen.NotAsked(Message.of("ban.seen.noVantage"));

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final List<String> lifted = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<List<String>> exempted = new ArrayList<>();
    private int runs;
    private BanFindings finding = findings(OUT, IN, IN, BanVerdict.BANNED, List.of(ban()));
    private Decision may = Decision.ALLOWED;
    private boolean byFile;
    private BanWatch.Watched watched = new BanWatch.Watched(null, Duration.ofMinutes(5), List.of());
    private @Nullable ProxyVantage through;
    private ShellBench bench;
    private BanModel model;

    private final BanWork work = new BanWork() {
        @Override
        public Report run(URI page, @Nullable String via, @Nullable ProxyVantage proxy, BanDiagnosis.Pause pause,
                Consumer<Message> progress) {
            runs++;
            through = proxy;
            progress.accept(Message.of("ban.progress.here", 4));
            return new Report(page, "acme-web1", "bora-web1", List.of(finding), may, byFile, clock.instant());
        }

        @Override
        public Seen recheck(URI page, int family, BanDiagnosis.Pause pause) {
            return IN;
        }

        @Override
        public Lifting lift(Report report, Ban ban) {
            lifted.add(report.server() + " " + ban.address());
            Instant until = clock.instant().plusSeconds(10);
            return new Lifting() {
                @Override
                public Ban ban() {
                    return ban;
                }

                @Override
                public boolean done() {
                    return true;
                }

                @Override
                public @Nullable Message note() {
                    return null;
                }

                @Override
                public Duration left(Instant now) {
                    return Duration.between(now, until);
                }

                @Override
                public boolean again() {
                    return lifted.add("again " + ban.address());
                }

                @Override
                public BanWatch.Watched watch(BanDiagnosis.Pause pause, Consumer<Message> progress) {
                    return watched;
                }
            };
        }

        @Override
        public Message ask(String server, Cidr address, BanDiagnosis.Pause pause, Consumer<Message> progress) {
            lifted.add("asked " + server + " " + address);
            return Message.of("drop.done");
        }

        @Override
        public BanPolicy policy() {
            return new BanPolicy(1_000, 1_000, 5, 12, 45, 2, 10, 0, 30, 10, 300, 15);
        }

        @Override
        public Instant now() {
            return clock.instant();
        }
    };

    private static Ban ban() {
        return new Ban("fail2ban", "prestashop-bo", ME, Instant.parse("2026-11-26T08:50:00Z"),
                Instant.parse("2026-11-26T09:50:00Z"), null,
                List.of("203.0.113.7 - - [26/Nov/2026:08:49:59 +0000] \"POST /admin HTTP/1.1\" 401 12"),
                new Way.Commanded("fail2ban-client set prestashop-bo unbanip 203.0.113.7"));
    }

    private static BanFindings findings(Seen here, Seen server, Seen peer, BanVerdict verdict, List<Ban> bans) {
        return new BanFindings(4, "192.0.2.1", here, null, server, peer, null, verdict, ME, null, bans, null,
                List.of());
    }

    @BeforeEach
    void open() {
        fxRun(() -> {
            bench = new ShellBench(folder, true, List.of());
            bench.commands.add(ConsoleCommand.withArguments("whitelist-exempt", exempted::add));
            model = new BanModel(work, new CurrentThreadRunner(), Runnable::run, errors::add);
        });
    }

    @AfterEach
    void close() {
        fxRun(bench::close);
        assertEquals(List.of(), errors);
    }

    private void draw() {
        BanPane pane = fx(() -> new BanPane(model, bench.desk, new Listening()));
        show(pane, 900, 700);
    }

    private boolean reads(String text) {
        return robot().lookup(node -> node instanceof Label label && label.getText().contains(text)).tryQuery()
                .isPresent();
    }

    @Test
    void whoMayLiftABanDoesItWithOneButtonAndExemptsOnlyThroughTheCard() {
        fxRun(() -> model.run(PAGE, null));
        draw();
        for (String shown : List.of("Votre adresse est expulsée", "prestashop-bo", "POST /admin", "réponse 408",
                "Vous pouvez la lever sur acme-web1", "203.0.113.7")) {
            assertTrue(reads(shown), shown);
        }
        fxRun(() -> ((Button) robot().lookup("#ban-exempt").query()).fire());
        assertEquals(List.of(List.of("acme-web1", "203.0.113.7", "30")), exempted, "the page with the card is called");
        assertEquals(List.of(), lifted);
        fxRun(() -> ((Button) robot().lookup("#ban-lift").query()).fire());
        assertEquals(List.of("acme-web1 203.0.113.7"), lifted);
        assertTrue(reads("203.0.113.7 est débannie, et le site répond d’ici"));
        Button again = robot().lookup("#ban-again").query();
        assertEquals("Rebannir (10 s)", again.getText());
        clock.pass(Duration.ofSeconds(4));
        waitFor("it counts", () -> again.getText().equals("Rebannir (6 s)"));
        fxRun(again::fire);
        assertEquals(List.of("acme-web1 203.0.113.7", "again 203.0.113.7"), lifted);
        assertTrue(reads("203.0.113.7 est de nouveau bannie"));
        assertFalse(robot().lookup("#ban-again").tryQuery().isPresent());
        assertFalse(robot().lookup("#ban-request").tryQuery().isPresent());
    }

    @Test
    void aBanThatComesBackIsSaidWithItsLines() {
        watched = new BanWatch.Watched(ban(), Duration.ofSeconds(45), List.of("login failed from 203.0.113.7"));
        fxRun(() -> model.run(PAGE, null));
        draw();
        assertTrue(reads("$ fail2ban-client set prestashop-bo unbanip 203.0.113.7"), "what will run is shown");
        fxRun(() -> ((Button) robot().lookup("#ban-lift").query()).fire());
        Label said = robot().lookup("#ban-watch").query();
        assertTrue(said.getText().startsWith("203.0.113.7 est de nouveau bannie après 45 s, par fail2ban prestashop-bo"
                + " (une ligne nouvelle)"), said.getText());
        assertTrue(said.getStyleClass().contains("warning"));
        assertTrue(reads("login failed from 203.0.113.7"));
        clock.pass(Duration.ofSeconds(20));
        fxRun(() -> model.run(PAGE, null));
        assertFalse(robot().lookup("#ban-watch").tryQuery().isPresent(), "another diagnosis is another question");
    }

    @Test
    void whatIsLiftedByHandHasNoButtonAndSaysHow() {
        Ban line = new Ban("nginx", "/etc/nginx/deny.conf:12", ME, null, null, "called on Monday", List.of(),
                Way.byHand("ban.way.denyLine", 12, "/etc/nginx/deny.conf", "nginx -t && systemctl reload nginx"));
        finding = findings(OUT, IN, IN, BanVerdict.BANNED, List.of(line));
        fxRun(() -> model.run(PAGE, null));
        draw();
        assertTrue(reads("Ligne 12 de /etc/nginx/deny.conf"));
        assertFalse(robot().lookup("#ban-lift").tryQuery().isPresent());
    }

    @Test
    void aProxyIsASecondVantagePointForWhoHasNone() {
        finding = findings(OUT, NOT_ASKED, NOT_ASKED, BanVerdict.UNDETERMINED, List.of());
        fxRun(() -> model.run(PAGE, null));
        draw();
        TextField place = robot().lookup("#ban-proxy").query();
        fxRun(() -> {
            place.setText("http://me:secret@proxy:3128");
            ((Button) robot().lookup("#ban-proxy-take").query()).fire();
        });
        assertEquals(1, runs);
        assertTrue(reads("Hôte et port, sans mot de passe"));
        clock.pass(Duration.ofSeconds(12));
        fxRun(() -> {
            place.setText("proxy:3128");
            place.fireEvent(new ActionEvent());
        });
        assertEquals(2, runs);
        assertEquals("proxy:3128", String.valueOf(through));
    }

    @Test
    void whoMayNotGetsTheTextToSend() {
        may = Decision.denied("account.denied.right", "whitelist");
        fxRun(() -> model.run(PAGE, null));
        draw();
        assertFalse(robot().lookup("#ban-lift").tryQuery().isPresent(), "what one may not is not shown");
        assertTrue(reads("mon adresse 203.0.113.7 ne peut plus ouvrir https://www.acme.test/robots.txt"));
        fxRun(() -> ((Button) robot().lookup("#ban-copy").query()).fire());
        assertTrue(bench.copied.getFirst().contains("une délégation"), bench.copied.toString());
    }

    @Test
    void anAccountThatMayNotAskTheDaemonsAsksByAFile() {
        finding = findings(OUT, IN, IN, BanVerdict.BANNED, List.of());
        byFile = true;
        fxRun(() -> model.run(PAGE, null));
        draw();
        fxRun(() -> ((Button) robot().lookup("#ban-ask").query()).fire());
        assertEquals(List.of("asked acme-web1 203.0.113.7"), lifted);
        assertTrue(reads("Demande exécutée"));
    }

    @Test
    void withoutASecondVantagePointTheTelephoneIsExplained() {
        finding = findings(OUT, NOT_ASKED, NOT_ASKED, BanVerdict.UNDETERMINED, List.of());
        fxRun(() -> model.run(PAGE, null));
        draw();
        assertNotNull(robot().lookup("#ban-phone").query());
        assertTrue(reads("4G"));
        assertTrue(reads("non demandé"));
    }

    @Test
    void aBannedSiteIsLeftAloneForTheSilence() {
        fxRun(() -> model.run(PAGE, null));
        fxRun(() -> model.run(PAGE, null));
        assertEquals(1, runs, "a second press sends nothing");
        assertEquals("ban.tab.wait", Objects.requireNonNull(fx(model::said)).key());
        clock.pass(Duration.ofSeconds(12));
        fxRun(() -> model.run(PAGE, null));
        assertEquals(2, runs);
        fxRun(() -> model.run(URI.create("https://www.bora.test/"), null));
        assertEquals(3, runs, "another site is another question");
        assertNull(fx(model::step));
    }
}
