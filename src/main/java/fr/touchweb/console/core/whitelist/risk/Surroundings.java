package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.util.List;

/**
 * What stands around the door of a request.
 *
 * @param elsewhere entries of other doors and servers that let the range in, or a part of it
 * @param unread how many other servers with lists this console has not read yet
 * @param bastions machines through which we ourselves come
 */
public record Surroundings(List<Elsewhere> elsewhere, int unread, List<Bastion> bastions) {

    public Surroundings {
        elsewhere = List.copyOf(elsewhere);
        bastions = List.copyOf(bastions);
    }

    /** An entry of another door. */
    public record Elsewhere(String server, Scope scope, Entry entry) {}

    /**
     * A machine that our connections pass through.
     *
     * @param server its id
     * @param addresses of it; none where its name could not be resolved
     */
    public record Bastion(String server, List<Cidr> addresses) {
        public Bastion {
            addresses = List.copyOf(addresses);
        }
    }
}
