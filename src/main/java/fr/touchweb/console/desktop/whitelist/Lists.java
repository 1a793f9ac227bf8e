package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whitelists of the fleet, and the servers on which the person may edit them. */
public record Lists(Whitelists whitelists, List<Place> places, Taker taker, Around around) {

    public Lists {
        places = List.copyOf(places);
    }

    /** Takes a list of ranges or a database of networks from a file; tells what was taken. */
    public interface Taker {
        Message take(String kind, Path file) throws IOException;
    }

    /** Finds the way to a server whose SSH keeps us out. */
    public interface Around {
        /** @param kept how the direct way failed @return null where there is no other */
        @Nullable
        Detour of(String server, RemoteException kept) throws IOException;
    }

    /**
     * The lists as they are reached through another server.
     *
     * @param why the direct way was not taken, and through which server it went
     */
    public record Detour(Whitelists whitelists, Message why) {}

    /** A server with the doors that it has lists for. */
    public record Place(String id, @Nullable String client, List<Scope> doors) {
        public Place {
            doors = List.copyOf(doors);
        }
    }
}
