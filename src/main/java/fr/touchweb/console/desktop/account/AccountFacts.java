package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.FactorState;
import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.account.Rotations;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells.
 *
 * @param at when it was read
 * @param governed whether the fleet lists accounts at all
 * @param role what the person is here
 * @param grants of the person, those that hold first
 * @param secrets passwords and passphrases in memory now
 * @param keys private keys that are open now
 * @param journal where the journal of changes stands
 * @param rotations ended accesses after which passwords are to be changed, for who may edit the fleet
 * @param factors second factors of all accounts, for who may edit the fleet; empty for everybody else
 */
record AccountFacts(Instant at, Person person, String machine, boolean governed, Message role, List<GrantLine> grants,
        int secrets, int keys, int idleMinutes, String journal, int journalMonths,
        List<Rotations.Due> rotations, List<FactorState.Line> factors) {

    /**
     * One grant.
     *
     * @param sites empty for all sites of the servers
     * @param until last day, null for no end
     * @param daysLeft whole days until it ends, null for no end, negative when it has ended
     */
    record GrantLine(List<String> servers, List<String> sites, List<Account.Right> rights, @Nullable LocalDate until,
            @Nullable Long daysLeft) {
        boolean ended() {
            return daysLeft != null && daysLeft < 0;
        }
    }
}
