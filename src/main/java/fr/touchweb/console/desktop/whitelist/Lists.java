package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whitelists of the fleet, and the servers on which the person may edit them. */
public record Lists(Whitelists whitelists, List<Place> places) {

    public Lists {
        places = List.copyOf(places);
    }

    /** A server with the doors that it has lists for. */
    public record Place(String id, @Nullable String client, List<Scope> doors) {
        public Place {
            doors = List.copyOf(doors);
        }
    }
}
