package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops of one server that each have a list of their own. */
class SiteListsTest {
    @TempDir
    Path folder;

    @Test
    void anEntryOfOneSiteStandsInThatSitesListAlone() throws Exception {
        Path first = Files.writeString(folder.resolve("shop-a.conf"), "203.0.113.50\n");
        Path second = Files.writeString(folder.resolve("shop-b.conf"), "");
        WhitelistRoom room = new WhitelistRoom(folder, "");
        room.server("shops", door(first, "shop-a"), door(second, "shop-b"));
        room.seen("shops", "203.0.113.7", "203.0.113.8");
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of("shop-a", "shop-b"), lists.sites("shops", Scope.PMA));
        AddRequest request = room.request(lists, Scope.PMA, "203.0.113.7", Duration.ofDays(7), "shops");
        Applied one = lists.changes().add(room.confirmed(request.of("shop-a"))).getFirst();
        assertEquals(Status.DONE, one.status(), one.toString());
        assertTrue(Files.readString(first).contains("203.0.113.7") && Files.readString(second).isEmpty());
        Applied nowhere = lists.changes().add(room.confirmed(room
                .request(lists, Scope.PMA, "203.0.113.8", Duration.ofDays(7), "shops").of("shop-c"))).getFirst();
        assertEquals("whitelist.refused.noList", nowhere.reason().key());
        Applied all = room.add(KARIM, Scope.PMA, "203.0.113.8", "shops");
        assertEquals(Status.DONE, all.status(), all.toString());
        assertTrue(Files.readString(first).contains("203.0.113.8") && Files.readString(second).contains("203.0.113.8"));
        ListView view = lists.view("shops", Scope.PMA);
        assertEquals(List.of(Drift.Kind.FOREIGN), view.drift().stream().map(Drift::kind).toList(),
                "what stands in one list alone is no drift: " + view.drift());
        assertEquals(Status.DONE, lists.changes().adopt("shops", Scope.PMA, view.drift().getFirst(),
                Entry.Kind.PERSON, "astreinte", "ticket", Instant.now().plus(Duration.ofDays(2))).status());
        assertEquals(List.of(), lists.view("shops", Scope.PMA).drift(), "the line belongs to its site");
        assertEquals(Status.DONE, lists.changes().remove("shops", one.entry()).status());
        assertFalse(Files.readString(first).contains("203.0.113.7"));
        room.end();
    }

    private static Server.Whitelist door(Path file, String site) {
        return new Server.Whitelist("pma", "file", List.of(), file.toString(), List.of(), List.of(), List.of(),
                List.of(),
                List.of(), site, null, null);
    }
}
