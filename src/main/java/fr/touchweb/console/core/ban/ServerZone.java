package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The zone of a server's clock, in which its daemons tell times without one. */
final class ServerZone {
    private ServerZone() {}

    static ZoneId of(RemoteHost host) throws RemoteException, InterruptedException {
        String zone = host.capabilities().zone();
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException _) {
            // A zone that only the server's own tables know: its times are told in UTC then.
            return ZoneOffset.UTC;
        }
    }
}
