package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an account is protected beyond its key or password, as far as the documents know it (L37 to L39). An account whose
 * servers let SSH in from listed addresses only is restricted, which is no second factor.
 */
public enum FactorState {
    /** A second factor. */
    MFA,
    /** None, and every server that the account reaches keeps a list of addresses for SSH. */
    RESTRICTED,
    /** None, and some server that the account reaches is open to any address. */
    NEITHER,
    /** The documents do not say. */
    UNKNOWN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** State of one account. */
    public record Line(Account account, FactorState state) {}

    /**
     * How many of the accounts have a second factor.
     *
     * @param unknown accounts of which the documents do not say; they count as having none
     */
    public record Coverage(long mfa, long unknown, long all) {
        /** Percent, rounded down: 100 is all of them. */
        public long percent() {
            return all == 0 ? 0 : 100 * mfa / all;
        }
    }

    /** All accounts, in the order of the documents. */
    public static List<Line> of(Fleet fleet) {
        Set<String> restricted = fleet.servers().stream()
                .filter(server -> server.whitelists().stream().anyMatch(list -> list.scope().equals("ssh")))
                .map(server -> server.id()).collect(Collectors.toSet());
        List<Line> lines = new ArrayList<>();
        for (Account account : fleet.accounts().orElse(List.of())) {
            lines.add(new Line(account, of(account, restricted)));
        }
        return lines;
    }

    private static FactorState of(Account account, Set<String> restricted) {
        if (account.mfa() == null) {
            return UNKNOWN;
        }
        if (account.mfa() != Account.Mfa.NONE) {
            return MFA;
        }
        Set<String> servers = account.grants().stream().flatMap(grant -> grant.servers().stream())
                .collect(Collectors.toSet());
        return !servers.isEmpty() && restricted.containsAll(servers) ? RESTRICTED : NEITHER;
    }

    public static Coverage coverage(List<Line> lines) {
        return new Coverage(lines.stream().filter(line -> line.state() == MFA).count(),
                lines.stream().filter(line -> line.state() == UNKNOWN).count(), lines.size());
    }
}
