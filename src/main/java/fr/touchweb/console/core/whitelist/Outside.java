package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ban.BanSource;
import fr.touchweb.console.core.ban.MentionReport;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What a server says of a range outside our register: an address that no entry of ours lets in may be let in, or kept out, by a
 * line that somebody wrote.
 *
 * @param bans that hold for it now
 * @param mentions of it in the configuration of the server's own programs
 */
public record Outside(BanReport bans, MentionReport mentions) {

    /** @param sites of the fleet: their folders may hold a {@code .htaccess} that no configuration names */
    static Outside of(RemoteHost host, List<BanSource> sources, Cidr range, Collection<Site> sites, String server,
            Clock clock)
            throws RemoteException, InterruptedException {
        List<String> roots = sites.stream().filter(site -> server.equals(site.server())).map(Site::root)
                .filter(Objects::nonNull).toList();
        return new Outside(BanReport.of(host, sources, range), MentionReport.of(host, range, roots, clock));
    }
}
