package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Known;
import fr.touchweb.console.core.whitelist.risk.Surroundings.Bastion;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be known before an entry is taken out: ourselves, a bastion, monitoring or a payment provider may come by it
 * alone (reference A.3, row 6). To take one out is safe for the server, so this warns and never refuses.
 */
final class Removal {
    private final Whitelists lists;
    private final WhitelistSetup setup;
    private final Neighbours neighbours;

    Removal(WhitelistSetup setup, Whitelists lists, Neighbours neighbours) {
        this.setup = setup;
        this.lists = lists;
        this.neighbours = neighbours;
    }

    /** Warnings, the gravest first; none where nothing is known to speak against it. */
    List<Fact> warnings(String server, String entryId) throws IOException, InterruptedException {
        Register register = lists.register(server);
        Instant now = lists.now();
        Entry entry = register.entry(entryId).filter(one -> one.letsIn(now)).orElse(null);
        if (entry == null) {
            return List.of();
        }
        List<Entry> others = register.active(entry.scope(), now).stream().filter(one -> !one.id().equals(entryId))
                .toList();
        Tier grave = entry.scope().locking() ? Tier.RED : Tier.ORANGE;
        List<Fact> warnings = new ArrayList<>();
        if (lists.own(server) instanceof Known.Value<Cidr>(Cidr own) && alone(entry, own, others)) {
            warnings.add(Fact.of("own-address", grave, Message.of(entry.scope() == Scope.IDS
                    ? "whitelist.removal.ownIds"
                    : "whitelist.removal.own", own.toString(), entry.scope().title())));
        }
        Server machine = lists.server(server);
        for (Bastion bastion : neighbours.bastions(machine)) {
            bastion.addresses().stream().filter(address -> alone(entry, address, others)).findFirst()
                    .ifPresent(address -> warnings.add(Fact.of("bastion", grave,
                            Message.of("whitelist.removal.bastion", bastion.server(), address.toString()))));
        }
        if (others.stream().noneMatch(one -> one.cidr().contains(entry.cidr()))) {
            setup.assessor().services(entry.cidr()).forEach(fact -> warnings
                    .add(Fact.of(fact.code(), Tier.ORANGE, Message.of("whitelist.removal.service", fact.text()))));
        }
        return warnings;
    }

    private static boolean alone(Entry entry, Cidr address, List<Entry> others) {
        return entry.cidr().contains(address) && others.stream().noneMatch(one -> one.cidr().contains(address));
    }
}
