package fr.touchweb.console.desktop.whitelist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models without a window, on the lab's files. */
class ListModelTest {
    @TempDir
    Path parent;

    @Test
    void listsAreReadChangedAndTheirFailureIsTold() throws Exception {
        try (Lab lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), false));
                Assembly core = new Assembly(lab.console())) {
            Whitelists whitelists = core.whitelists(core.fleet().loadOrEmpty());
            List<Throwable> errors = new ArrayList<>();
            SimpleObjectProperty<@Nullable Lists> known = new SimpleObjectProperty<>();
            ListModel list = new ListModel(known, new CurrentThreadRunner(), errors::add);
            assertNull(list.view());
            known.set(new Lists(whitelists, List.of(new Lists.Place("acme-web1", "acme", List.of(Scope.values())),
                    new Lists.Place("bora-web1", "bora", List.of(Scope.IDS))), core::takeList, (server, kept) -> null));
            assertEquals(2, list.places().size());
            Entry lyon = Objects.requireNonNull(list.view()).active().getLast();
            list.remove(lyon);
            assertEquals(2, Objects.requireNonNull(list.view()).active().size());
            assertTrue(list.results().getFirst().changed(), list.results().toString());
            // Whoever looked at a card cannot go on with it after another word was typed.
            AddModel add = new AddModel(list, new CurrentThreadRunner(), errors::add);
            add.again(lyon);
            assertNotNull(add.confirmation());
            add.reasonProperty().set("Autre motif");
            assertNull(add.confirmation());
            list.scope(new ScopePath("bora", null, null));
            assertEquals("bora-web1", Objects.requireNonNull(list.placeProperty().get()).id());
            Path register = lab.root("bora-web1").resolve("var/lib/tw-console/register.json");
            Files.writeString(register, "{ torn");
            list.read();
            assertNotNull(list.failureProperty().get());
            assertEquals("{ torn", Files.readString(register));
            assertEquals(List.of(), errors);
            whoIsKeptOutOfSshReadsThroughAnotherServer(lab, core, whitelists);
        }
    }

    private static void whoIsKeptOutOfSshReadsThroughAnotherServer(Lab lab, Assembly core, Whitelists open)
            throws Exception {
        Server dead = new Server("dead", null, null, "127.0.0.1", 1, "nobody", List.of(), null, null, List.of(),
                List.of(), null, List.of(), null);
        Whitelists shut = core.whitelistsThrough(core.fleet().loadOrEmpty(), dead);
        List<Throwable> errors = new ArrayList<>();
        List<Lists.Place> places = List.of(new Lists.Place("acme-web1", "acme", List.of(Scope.IDS)),
                new Lists.Place("acme-web2", "acme", List.of(Scope.IDS)));
        SimpleObjectProperty<@Nullable Lists> known = new SimpleObjectProperty<>(
                new Lists(shut, places, core::takeList, (server, kept) -> null));
        ListModel list = new ListModel(known, new CurrentThreadRunner(), errors::add);
        assertNotNull(list.failureProperty().get(), "without another way it is told that there is none");
        known.set(new Lists(shut, places, core::takeList, (server, kept) -> server.equals("acme-web1")
                ? new Lists.Detour(open, Message.of("ban.note.through", server, "bora-web1", kept.text()))
                : null));
        list.read();
        assertNull(list.failureProperty().get());
        assertNotNull(list.view());
        assertEquals("ban.note.through", Objects.requireNonNull(list.wayRound()).key());
        BannedModel banned = new BannedModel(list, new CurrentThreadRunner(), errors::add);
        banned.read();
        Ban first = banned.bans().getFirst();
        assertEquals("ban.note.through", Objects.requireNonNull(banned.wayRound()).key(), "the vantage is said");
        list.waits(null);
        banned.unban(first);
        assertTrue(banned.bans().stream().noneMatch(ban -> ban.address().equals(first.address())),
                "and lifted the same way");
        assertEquals("whitelists.unban.done", Objects.requireNonNull(banned.said()).key());
        Ban second = banned.bans().getFirst();
        Path bans = lab.root("acme-web1").resolve("var/lib/fail2ban.bans");
        list.waits(time -> append(bans, second.list() + " " + second.address() + " "
                + Instant.now().getEpochSecond() + " 3600\n"));
        banned.unban(second);
        assertEquals("ban.back", Objects.requireNonNull(banned.said()).key(), "it is watched whether it comes back");
        assertFalse(banned.fine());
        list.look(places.getLast());
        assertNull(list.wayRound(), "another server is another question");
        assertEquals(List.of(), errors);
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
