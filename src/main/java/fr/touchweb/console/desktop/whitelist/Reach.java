package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads something of a server; through another server of the fleet where its SSH keeps us out (reference B.2). Belongs on a
 * task's thread.
 *
 * @param lists as they are reached now
 */
record Reach(String server, Whitelists lists, Lists.Around around) {

    /** What is read. */
    interface Reading<T> {
        T of(Whitelists there) throws IOException, InterruptedException;
    }

    /** @param detour the way that was found, null when the one that was known led there */
    record Found<T>(T value, Lists.@Nullable Detour detour) {}

    <T> Found<T> read(Reading<T> what) throws IOException, InterruptedException {
        try {
            return new Found<>(what.of(lists), null);
        } catch (RemoteException kept) {
            Lists.Detour detour = around.of(server, kept);
            if (detour == null) {
                throw kept;
            }
            return new Found<>(what.of(detour.whitelists()), detour);
        }
    }
}
