package fr.touchweb.console.core.whitelist.backend;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;
import java.util.Optional;

/**
 * What changes a running daemon without reloading it, one address at a time. Lines are for {@code sh -c}, made from
 * argument vectors; each may be repeated.
 */
interface Live {
    /** A daemon that only reads its file. */
    Live NONE = new Live() {
        @Override
        public String admit(Cidr cidr) {
            return "";
        }

        @Override
        public String dismiss(String address) {
            return "";
        }

        @Override
        public Optional<List<Cidr>> running(RemoteHost host) {
            return Optional.empty();
        }
    };

    /** Lets an address in, and lifts the ban that it may have. */
    String admit(Cidr cidr);

    /**
     * Lets an address no longer in.
     *
     * @param address already quoted for the shell
     */
    String dismiss(String address);

    /** Line that says whether the daemon would take a change; empty where it cannot be asked that. */
    default String validate(List<Cidr> in, List<Cidr> out) {
        return "";
    }

    /** What the daemon lets in now; empty where it cannot be asked. */
    Optional<List<Cidr>> running(RemoteHost host) throws RemoteException, InterruptedException;

    /** What its whole configuration lets in, where that is more than the list of ours. */
    default List<Cidr> configured(RemoteHost host) throws RemoteException, InterruptedException {
        return List.of();
    }
}
