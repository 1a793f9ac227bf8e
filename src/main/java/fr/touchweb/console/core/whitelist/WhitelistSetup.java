package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.whitelist.risk.RiskAssessor;
import java.time.Clock;
import java.util.function.Function;

/**
 * What whitelists of a fleet need.
 *
 * @param fleet as the person may see it
 * @param access decides who may do what
 * @param hosts opens machines, sharing their connections
 * @param nearest opens the machine that sees our address
 * @param names asks the DNS
 * @param fresh opens a machine over a connection of its own
 * @param policy figures
 * @param assessor of ranges
 * @param journal of changes and refusals
 * @param author who works here
 */
public record WhitelistSetup(Fleet fleet, Access access, Function<Server, RemoteHost> hosts,
        Nearest nearest, BanDiagnosis.Resolver names, Function<Server, NewConnection> fresh, Policy policy,
        RiskAssessor assessor, ChangeJournal journal,
        Author author, Clock clock) {}
