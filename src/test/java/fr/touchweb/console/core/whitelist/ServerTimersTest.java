package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestInit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of entries and of changes that nobody keeps, seen to by a real systemd and by a real cron daemon. */
class ServerTimersTest {
    private static final String BY_HAND = "203.0.113.99\n";

    @TempDir
    Path folder;

    @Test
    void systemdEndsEntriesAndUndoesWhatNobodyKept() throws Exception {
        try (TestInit systemd = TestInit.systemd(Files.createDirectories(folder.resolve("systemd")))) {
            WhitelistRoom room = room("2", "");
            RemoteHost machine = systemd.host(new LocalHost("web", new CommandJournal(Clock.systemUTC())));
            room.hosts = _ -> machine;
            Path ids = folder.resolve("ids.conf");
            Path backoffice = folder.resolve("backoffice.conf");
            assertEquals(Status.DONE, add(room, Scope.IDS, Duration.ofSeconds(4)).status());
            assertTrue(Files.readString(ids).contains("203.0.113.7"));
            String units = systemd.run("systemctl", "list-units", "--no-legend", "--plain", "run-*.service");
            assertTrue(units.contains("running"), "a unit of systemd's watches the end: " + units);
            assertEquals(Status.TO_KEEP, add(room, Scope.BACKOFFICE, Duration.ofDays(1)).status());
            assertTrue(Files.readString(backoffice).contains("203.0.113.7"));
            Await.until("the change that nobody kept is undone", () -> Files.readString(backoffice).equals(BY_HAND));
            Await.until("the entry has ended", () -> Files.readString(ids).equals(BY_HAND));
            room.end();
            Await.until("no unit is left", () -> systemd
                    .run("systemctl", "list-units", "--no-legend", "--plain", "run-*.service").isBlank());
        }
    }

    @Test
    void afterARestartCronTakesUpEndsAtOnceAndLooksEveryMinute() throws Exception {
        Path crontabs = Files.createDirectories(folder.resolve("cron.d"));
        WhitelistRoom room = room("600", ", \"bootFile\": \"" + crontabs.resolve("tw-console") + "\"");
        Path ids = folder.resolve("ids.conf");
        for (boolean booting : List.of(true, false)) {
            assertEquals(Status.DONE, add(room, Scope.IDS, Duration.ofSeconds(2)).status());
            room.restart();
            Instant over = room.clock.instant().plusSeconds(3);
            Await.until("its time is over", () -> room.clock.instant().isAfter(over));
            assertTrue(Files.readString(ids).contains("203.0.113.7"), "nobody watches any more");
            try (TestInit cron = TestInit.cron(crontabs, booting)) {
                Await.until("cron takes it out, booting " + booting,
                        () -> Files.readString(ids).equals(BY_HAND) && quiet(room));
            }
        }
        assertEquals(Status.TO_KEEP, add(room, Scope.BACKOFFICE, Duration.ofDays(1)).status());
        room.restart();
        Files.writeString(room.store.resolve("pending/until"), "1");
        try (TestInit cron = TestInit.cron(crontabs, true)) {
            Await.until("cron undoes what nobody kept",
                    () -> Files.readString(folder.resolve("backoffice.conf")).equals(BY_HAND));
            Await.until("and the server is free again",
                    () -> !Files.exists(room.store.resolve("pending")) && quiet(room));
        }
        assertFalse(Files.exists(room.store.resolve("intent")));
        room.end();
    }

    /** Whether no change is on its way. */
    private static boolean quiet(WhitelistRoom room) throws Exception {
        return !Files.exists(room.store.resolve("intent")) && new ProcessBuilder("flock", "-n",
                room.store.resolve("lock").toString(), "true").start().waitFor() == 0;
    }

    private static Applied add(WhitelistRoom room, Scope scope, Duration life) throws Exception {
        Whitelists lists = room.as(KARIM);
        return lists.changes().add(room.confirmed(room.request(lists, scope, "203.0.113.7", life, "web"))).getFirst();
    }

    private WhitelistRoom room(String keep, String figures) throws Exception {
        WhitelistRoom room = new WhitelistRoom(folder, "\"keepSeconds\": " + keep + figures);
        room.server("web",
                list(Scope.IDS, "file", Files.writeString(folder.resolve("ids.conf"), BY_HAND), List.of(), List.of(),
                        List.of()),
                list(Scope.BACKOFFICE, "file", Files.writeString(folder.resolve("backoffice.conf"), BY_HAND),
                        List.of(), List.of(), List.of()));
        room.seen("web", "203.0.113.7");
        return room;
    }
}
