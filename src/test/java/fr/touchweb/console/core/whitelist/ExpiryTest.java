package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestFail2ban;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries end on the server, with no console about. */
class ExpiryTest {
    @TempDir
    Path folder;

    @Test
    void theServerTakesOutWhatIsOverAndNothingElse() throws Exception {
        try (TestFail2ban fail2ban = TestFail2ban.start(folder.resolve("f2b"))) {
            WhitelistRoom room = new WhitelistRoom(folder, "");
            Path file = Files.writeString(folder.resolve("allow.conf"), "203.0.113.99\n");
            Path running = folder.resolve("running");
            Path jail = fail2ban.configuration().resolve("jail.d/zz-tw-console.local");
            room.server("web",
                    list(Scope.IDS, "file", file, List.of(), List.of("cp", file.toString(), running.toString()),
                            List.of()),
                    new Whitelist("ids", "fail2ban", List.of(TestFail2ban.JAIL), jail.toString(), List.of(),
                            List.of(), List.of(), List.of(), fail2ban.client()));
            room.seen("web", "203.0.113.7", "203.0.113.8");
            Whitelists lists = room.as(KARIM);
            assertEquals(Status.DONE, lists.changes().add(room.confirmed(
                    room.request(lists, Scope.IDS, "203.0.113.8", Duration.ofDays(7), "web"))).getFirst().status());
            AddRequest brief = room.request(lists, Scope.IDS, "203.0.113.7", Duration.ofSeconds(8), "web");
            Applied added = lists.changes().add(room.confirmed(brief)).getFirst();
            assertEquals(Status.DONE, added.status(), added.toString());
            assertTrue(fail2ban.ignores("203.0.113.7"));
            Await.until("the file no longer holds it", () -> !Files.readString(file).contains("203.0.113.7"));
            Await.until("the daemons neither", () -> !Files.readString(running).contains("203.0.113.7")
                    && !fail2ban.ignores("203.0.113.7") && !Files.readString(jail).contains("203.0.113.7"));
            assertTrue(Files.readString(file).endsWith("203.0.113.99\n")
                    && Files.readString(file).contains("203.0.113.8"));
            assertTrue(fail2ban.ignores("203.0.113.8"));
            ListView view = lists.view("web", Scope.IDS);
            assertEquals(Entry.State.EXPIRED, view.entries().getFirst().state(view.read()));
            assertFalse(view.drift().stream().anyMatch(drift -> drift.kind() != Drift.Kind.FOREIGN),
                    view.drift().toString());
            room.end();
        }
    }
}
