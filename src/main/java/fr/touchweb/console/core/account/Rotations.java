package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Account.Grant;
import fr.touchweb.console.core.fleet.Fleet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Temporary accesses that have ended: whoever had one may still know a password, which is to be changed after the work
 * (L41). The document says when it was.
 */
public final class Rotations {
    private Rotations() {}

    /** An access after which nobody said yet that passwords were changed. */
    public record Due(Account account, Grant grant, LocalDate ended) {}

    /** @param today the last day of a grant counts whole */
    public static List<Due> due(Fleet fleet, LocalDate today) {
        List<Due> due = new ArrayList<>();
        for (Account account : fleet.accounts().orElse(List.of())) {
            for (Grant grant : account.grants()) {
                LocalDate until = grant.until();
                if (until != null && until.isBefore(today) && grant.rotated() == null) {
                    due.add(new Due(account, grant, until));
                }
            }
        }
        return due;
    }

    /** The fleet that says so. */
    public static Fleet done(Fleet fleet, Due due, LocalDate day) {
        return fleet.accounts().orElse(List.of()).stream()
                .filter(account -> account.login().equals(due.account().login())).findFirst()
                .map(account -> fleet.with(new Account(account.login(), account.name(), account.kind(), account.mfa(),
                        account.grants().stream()
                                .map(grant -> grant.equals(due.grant()) ? grant.withRotated(day) : grant).toList())))
                .orElse(fleet);
    }
}
