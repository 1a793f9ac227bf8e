package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an entry was used, as far as the logs of its server reach back.
 *
 * @param hits how often: bans that it prevented where a daemon notes them, else requests
 * @param last the newest of them, null where no line tells its time
 * @param addresses of the range that used it, each once (IPv6: networks of /64), in order
 * @param attack bans of its addresses since it lets them in, null where none is known
 */
public record Usage(long hits, @Nullable Instant last, List<Cidr> addresses, @Nullable Attack attack) {
    /** Nobody came. */
    public static final Usage NONE = new Usage(0, null, List.of());

    /** Use by people who were not banned. */
    public Usage(long hits, @Nullable Instant last, List<Cidr> addresses) {
        this(hits, last, addresses, null);
    }

    public Usage {
        addresses = List.copyOf(addresses);
    }

    /** The entry with its use; what the register knew of a time before the logs stays. */
    Entry of(Entry entry) {
        Instant before = entry.lastHit();
        Instant newest = before == null || last != null && last.isAfter(before) ? last : before;
        return entry.withUse(Math.max(entry.hits(), hits), newest, Math.max(entry.seen(), addresses.size()),
                Attack.more(entry.attack(), attack));
    }
}
