package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server's outcome means to a person, and what somebody else changed when it was a conflict. */
final class Results {
    private Results() {}

    static Applied of(ServerLists there, Outcome outcome, @Nullable String entry, String change,
            List<Message> difference) {
        Status status = switch (outcome.kind()) {
            case DONE -> Status.DONE;
            case WAITING -> Status.TO_KEEP;
            case CONFLICT -> Status.CONFLICT;
            case BUSY -> Status.BUSY;
            case INVALID, REFUSED -> Status.REFUSED;
            case ROLLED_BACK -> Status.ROLLED_BACK;
        };
        Message reason = outcome.reason().isEmpty()
                ? null
                : Message.of("whitelist.outcome." + outcome.kind().name().toLowerCase(Locale.ROOT),
                        outcome.reason());
        return new Applied(there.server().id(), status, entry, change, reason, difference, outcome.steps());
    }

    /** What somebody else changed: entries that came, and entries that are in another state. */
    static List<Message> difference(Register before, Register after) {
        Map<String, Entry> known = new HashMap<>();
        before.entries().forEach(entry -> known.put(entry.id(), entry));
        List<Message> changes = new ArrayList<>();
        for (Entry entry : after.entries()) {
            Entry old = known.get(entry.id());
            if (old == null) {
                changes.add(Message.of("whitelist.difference.added", entry.cidr().toString(), entry.author(),
                        entry.state().title()));
            } else if (!old.equals(entry)) {
                changes.add(Message.of("whitelist.difference.changed", entry.cidr().toString(), old.state().title(),
                        entry.state().title()));
            }
        }
        return changes;
    }
}
