package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all the daemons of a server say. One that cannot be asked is named with the reason, never taken for “not banned”.
 *
 * @param bans what they said
 * @param silent why a daemon did not answer, by its id
 * @param asked ids of the daemons that did
 */
public record BanReport(List<Ban> bans, Map<String, Message> silent, List<String> asked) {

    public BanReport {
        bans = List.copyOf(bans);
        silent = Map.copyOf(silent);
        asked = List.copyOf(asked);
    }

    /** Asks every source. @param address null for everybody; for one, each ban tells how it is lifted */
    public static BanReport of(RemoteHost host, List<BanSource> sources, @Nullable Cidr address)
            throws RemoteException, InterruptedException {
        List<Ban> bans = new ArrayList<>();
        Map<String, Message> silent = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>();
        for (BanSource source : sources) {
            try {
                if (address == null) {
                    bans.addAll(source.banned(host));
                } else {
                    for (Ban ban : source.bans(host, address)) {
                        bans.add(ban.way() == null ? ban.lifted(way(source, host, ban)) : ban);
                    }
                }
                asked.add(source.id());
            } catch (RemoteException e) {
                if (e.kind() != Kind.PERMISSION && e.kind() != Kind.PROTOCOL && e.kind() != Kind.UNSUPPORTED) {
                    throw e;
                }
                silent.put(source.id(), e.text());
            }
        }
        return new BanReport(bans, silent, asked);
    }

    private static Way way(BanSource source, RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        try {
            return Way.of(source.lifting(host, ban));
        } catch (RemoteException e) {
            if (e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            return new Way.ByHand(e.text());
        }
    }

    /** Whether nothing that bans by itself was asked with success: then nothing is known. */
    public boolean knowsNothing() {
        return asked.stream().allMatch(BanSources::byHand);
    }
}
