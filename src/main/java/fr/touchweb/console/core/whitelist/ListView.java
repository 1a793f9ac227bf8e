package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.AddressIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The list of one door of one server, as it was read.
 *
 * @param server id
 * @param scope door
 * @param entries of the register for this door, the newest first, ended ones too
 * @param drift where register, file and daemon differ
 * @param unread what could not be read, with the reason; then drift is not known there
 * @param backends ids of the lists behind the door
 * @param read moment
 */
public record ListView(String server, Scope scope, List<Entry> entries, List<Drift> drift, List<Message> unread,
        List<String> backends, Instant read) {

    public ListView {
        entries = List.copyOf(entries);
        drift = List.copyOf(drift);
        unread = List.copyOf(unread);
        backends = List.copyOf(backends);
    }

    /** Entries that let somebody in. */
    public List<Entry> active() {
        return entries.stream().filter(entry -> entry.letsIn(read)).toList();
    }

    /** Entries that wait for a second person. */
    public List<Entry> pending() {
        return entries.stream().filter(entry -> entry.state() == Entry.State.PENDING).toList();
    }

    /**
     * Accesses of people and partners that are over, by their end or before it, and whose password nobody said to have
     * changed: who was given one with the access still knows it (L41). The oldest first.
     */
    public List<Entry> toRotate() {
        if (scope == Scope.IDS) {
            return List.of();
        }
        List<Entry> active = active();
        return entries.reversed().stream()
                .filter(entry -> entry.kind() != Entry.Kind.OFFICE && entry.rotated() == null
                        && entry.over(read) != null)
                // Who was given the same access anew still works with it.
                .filter(entry -> active.stream().noneMatch(one -> one.cidr().contains(entry.cidr()))).toList();
    }

    /**
     * Active entries that a wider one covers which lasts as long at least: nobody loses anything when they go (reference A.3,
     * row 5). In the order of {@link #entries}.
     */
    public List<Entry> replaced() {
        List<Entry> active = active();
        List<Entry> wide = active.stream().filter(entry -> entry.cidr().weight().bitLength() > 1).toList();
        if (wide.isEmpty()) {
            return List.of();
        }
        AddressIndex<Entry> index = new AddressIndex<>(wide, Entry::cidr);
        return active.stream().filter(entry -> index.covering(entry.cidr()).stream()
                .anyMatch(by -> !by.cidr().equals(entry.cidr()) && !by.expires().isBefore(entry.expires())
                        && (by.site() == null || by.site().equals(entry.site()))))
                .toList();
    }

    /** Active entries that end within a time. */
    public List<Entry> expiring(Duration within) {
        return active().stream().filter(entry -> entry.expires().isBefore(read.plus(within))).toList();
    }
}
