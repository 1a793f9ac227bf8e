package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Account.Grant;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;

/**
 * The register of accesses that a data protection officer asks for (G19): who may do what where, why, since when, until
 * when, and who gave it. It holds what the documents say, ended grants too, and nothing of what anybody did.
 */
public final class AccessRegister {
    private AccessRegister() {}

    /**
     * One right of one person on one server.
     *
     * @param sites ids; empty means every site of the server
     */
    public record Line(Account account, String server, List<String> sites, Right right, Grant grant) {}

    /** All lines, in the order of the documents. */
    public static List<Line> of(Fleet fleet) {
        List<Line> lines = new ArrayList<>();
        for (Account account : fleet.accounts().orElse(List.of())) {
            for (Grant grant : account.grants()) {
                for (String server : grant.servers()) {
                    List<String> sites = grant.sites().stream()
                            .filter(site -> fleet.site(site).filter(known -> server.equals(known.server())).isPresent())
                            .toList();
                    boolean elsewhere = sites.isEmpty() && !grant.sites().isEmpty();
                    if (!elsewhere) {
                        grant.rights().forEach(right -> lines.add(new Line(account, server, sites, right, grant)));
                    }
                }
            }
        }
        return lines;
    }
}
