package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.TestFail2ban;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real fail2ban that bans again what was let go. */
class BanWatchTest {
    private static final BanPolicy POLICY = new BanPolicy(1_000, 1_000, 5, 12, 45, 2, 10, 0, 30, 10, 60, 15);

    @TempDir
    static Path folder;

    private static TestFail2ban fail2ban;
    private static Fail2banSource source;

    private final RemoteHost host = new LocalHost("web", new CommandJournal(Clock.systemUTC()));
    private final List<Message> told = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        fail2ban = TestFail2ban.start(folder.resolve("f2b"));
        source = new Fail2banSource(fail2ban.client());
    }

    @AfterAll
    static void stop() throws Exception {
        fail2ban.close();
    }

    /** Bans by its own lines, and lifts. */
    private Ban lifted(String client) throws Exception {
        fail2ban.fail(client);
        Await.until("banned", () -> fail2ban.bans(client));
        Ban ban = source.bans(host, Cidr.of(client)).getFirst();
        assertTrue(source.lift(host, ban).done());
        return ban;
    }

    @Test
    void aBanThatComesBackIsToldWithTheLinesThatMadeIt() throws Exception {
        Ban ban = lifted("203.0.113.9");
        BanWatch.Watched watched = new BanWatch(POLICY).watch(host, List.of(source), List.of(ban), time -> {
            pauses.add(time);
            if (pauses.size() == 2) {
                again("203.0.113.9");
            }
        }, told::add);
        Ban back = Objects.requireNonNull(watched.back());
        assertEquals(TestFail2ban.JAIL, back.list());
        assertEquals(Duration.ofSeconds(30), watched.after());
        assertEquals(4, watched.fresh().size(), watched.toString());
        assertTrue(watched.goesOn());
        assertEquals("ban.back", watched.text("203.0.113.9").key());
        assertEquals(List.of(), told);
    }

    @Test
    void aCauseThatGoesOnIsToldBeforeItBans() throws Exception {
        Ban ban = lifted("203.0.113.20");
        BanWatch.Watched watched = new BanWatch(POLICY).watch(host, List.of(source), List.of(ban), time -> {
            pauses.add(time);
            if (pauses.size() == 1) {
                line("203.0.113.20");
            }
        }, told::add);
        assertNull(watched.back());
        assertEquals(1, watched.fresh().size());
        assertEquals(List.of("ban.watch.goesOn"), told.stream().map(Message::key).toList());
        assertEquals(4, pauses.size(), "a minute, a look each quarter");
        assertEquals("ban.watch.goesOn", watched.text("203.0.113.20").key());
    }

    @Test
    void quietIsToldAndADaemonThatFellSilentIsNot() throws Exception {
        Ban ban = lifted("203.0.113.30");
        BanWatch.Watched quiet = new BanWatch(POLICY).watch(host, List.of(source), List.of(ban), pauses::add,
                told::add);
        assertFalse(quiet.goesOn());
        assertEquals(Message.of("ban.watch.quiet", "203.0.113.30", 1L, 0), quiet.text("203.0.113.30"));
        Falling falling = new Falling(host);
        assertEquals("ban.watch.unknown", assertThrows(RemoteException.class, () -> new BanWatch(POLICY).watch(falling,
                List.of(source), List.of(ban), time -> falling.down = true, told::add)).text().key());
        Ban recidive = new Ban("fail2ban", "recidive", Cidr.of("203.0.113.30"), null, null, null, List.of());
        assertEquals("ban.back.recidive",
                new BanWatch.Watched(recidive, Duration.ZERO, List.of()).text("203.0.113.30").key());
    }

    @Test
    void whatWasBannedBeforeIsToldWithItsHour() throws Exception {
        lifted("203.0.113.4");
        fail2ban.run("set", TestFail2ban.JAIL, "banip", "203.0.113.4");
        Await.until("it stands in the log", () -> source.past(host, Cidr.of("203.0.113.4")).size() == 2);
        PastBan last = source.past(host, Cidr.of("203.0.113.4")).getLast();
        assertEquals(TestFail2ban.JAIL, last.list());
        assertTrue(Duration.between(last.at(), Instant.now()).abs().toMinutes() < 2, last.toString());
        assertEquals(List.of(), source.past(host, Cidr.of("203.0.113.40")), "another address that begins alike");
    }

    /** A machine whose fail2ban is gone after a while. */
    private static final class Falling extends BareHost {
        private boolean down;

        Falling(RemoteHost machine) {
            super(machine);
        }

        @Override
        public CommandResult run(Command command) throws RemoteException, InterruptedException {
            return super.run(down ? Command.of("fail2ban-client", "-s", folder + "/none.sock", "status") : command);
        }
    }

    private static void again(String client) {
        try {
            fail2ban.fail(client);
            Await.until("banned again", () -> fail2ban.bans(client));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void line(String client) {
        try {
            fail2ban.line(client);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
