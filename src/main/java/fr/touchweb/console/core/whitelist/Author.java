package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.policy.WhitelistPolicy;

/**
 * Who asks for a change or approves one.
 *
 * @param login of the person, unique in the fleet
 * @param name as people write it
 * @param admin whether the larger budget counts: an engineer, or the owner of a fleet without accounts
 */
public record Author(String login, String name, boolean admin) {

    public static Author of(Person person, boolean governed) {
        Account account = person.account();
        boolean engineer = account != null && account.kind() == Account.Kind.ENGINEER;
        return new Author(person.login(), person.name(), engineer || !governed);
    }

    /** Addresses (IPv6: /64 networks) that this person may exempt on one server in the rolling time. */
    public long budget(WhitelistPolicy policy) {
        return admin ? policy.budgetAdmin() : policy.budgetSupport();
    }
}
