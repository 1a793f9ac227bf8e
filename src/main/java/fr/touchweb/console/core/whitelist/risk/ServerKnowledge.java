package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.util.List;

/**
 * What only the server of a request knows. All of it may be unknown; that raises no tier and is said.
 *
 * @param entries what is let in already through the same door, to be looked up
 * @param seen addresses of the range that its logs hold, of the policy's last days
 * @param banned addresses of the range that were banned in these days, or are banned now
 * @param own our own address as the server sees it
 * @param budgetUsed addresses that the author exempted there in the budget's days
 * @param around what other doors and servers let in, and the bastions
 */
public record ServerKnowledge(Known<AddressIndex<Entry>> entries, Known<List<Sighting>> seen,
        Known<List<Sighting>> banned, Known<Cidr> own, Known<Long> budgetUsed,
        Known<Surroundings> around) {

    /** No server was asked. */
    public static ServerKnowledge none() {
        Message why = Message.of("whitelist.unknown.noServer");
        return new ServerKnowledge(Known.unknown(why), Known.unknown(why), Known.unknown(why), Known.unknown(why),
                Known.unknown(why), Known.unknown(why));
    }
}
