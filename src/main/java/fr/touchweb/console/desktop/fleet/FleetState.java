package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.eol.EndOfLife;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet with what is known of each server, in the order of its documents. Immutable; made and changed off the JavaFX
 * thread.
 */
record FleetState(Fleet fleet, Policy policy, EndOfLife endOfLife, List<ServerView> views) {

    static FleetState of(Fleet fleet, Policy policy, EndOfLife endOfLife, Map<String, Contact> contacts,
            Instant now) {
        List<ServerView> views = new ArrayList<>();
        for (Server server : fleet.servers()) {
            views.add(ServerView.of(fleet, server, contacts.getOrDefault(server.id(), Contact.NONE), policy,
                    endOfLife, now));
        }
        return new FleetState(fleet, policy, endOfLife, List.copyOf(views));
    }

    /** What a new run knows from earlier ones. */
    static Map<String, Contact> remembered(Map<String, Facts> facts) {
        Map<String, Contact> contacts = new HashMap<>();
        facts.forEach((server, each) -> contacts.put(server, Contact.remembered(each)));
        return contacts;
    }
}
