package fr.touchweb.console.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandJournalTest {
    private final CommandJournal journal = new CommandJournal(
            Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC));

    @Test
    void aFinishedCommandTakesThePlaceOfItsStart() {
        CommandEntry first = journal.started("acme-web1", "jdurand", "uptime");
        CommandEntry second = journal.started("acme-web1", "jdurand", "df -P");
        journal.finished(first, "0", 40, 0);
        List<CommandEntry> entries = journal.entries();
        assertEquals(List.of(first.id(), second.id()), entries.stream().map(CommandEntry::id).toList());
        assertEquals("0", entries.getFirst().result());
        assertNull(entries.getLast().result());
    }

    @Test
    void listenersHearStartAndEnd() {
        List<String> heard = new ArrayList<>();
        journal.onEntry(entry -> heard.add(entry.line() + " " + entry.result()));
        journal.finished(journal.started("s", "u", "id"), "lost: link", 0, 0);
        assertEquals(List.of("id null", "id lost: link"), heard);
    }

    @Test
    void theOldestAreDroppedAndCounted() {
        CommandEntry gone = journal.started("s", "u", "first");
        for (int i = 0; i < 10_000; i++) {
            journal.started("s", "u", "c" + i);
        }
        journal.finished(gone, "0", 0, 0);
        assertEquals(10_000, journal.entries().size());
        assertEquals(1, journal.dropped());
        assertEquals("c0", journal.entries().getFirst().line());
    }
}
