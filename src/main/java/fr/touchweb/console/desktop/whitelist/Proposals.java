package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Usage;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of which only a part was used since they were let in long enough ago, and what the person wants of them: to hear
 * no more is an answer too (reference A.2, step 3). JavaFX thread only.
 */
final class Proposals {
    private static final int MOST_REMEMBERED = 500;

    private final ListModel list;
    private final WhitelistState.Memory memory;

    Proposals(ListModel list, WhitelistState.Memory memory) {
        this.list = list;
        this.memory = memory;
    }

    /** Those of a list that wait for an answer. */
    List<Entry> of(ListView view) {
        Instant before = view.read().minus(Duration.ofHours(list.whitelists().policy().probationHours()));
        List<String> left = memory.load().leftToExpire();
        return view.active().stream().filter(entry -> !entry.created().isAfter(before))
                .filter(entry -> !left.contains(entry.id())).filter(this::wide).toList();
    }

    /** Addresses of an entry that were seen. */
    int used(Entry entry) {
        return list.use().usageProperty().get().getOrDefault(entry.id(), Usage.NONE).addresses().size();
    }

    /** Whether fewer addresses of an entry were seen than it lets in, and at least one was. */
    boolean wide(Entry entry) {
        Cidr cidr = entry.cidr();
        int used = used(entry);
        return used > 0 && cidr.weight().bitLength() > 1 && cidr.weight().compareTo(BigInteger.valueOf(used)) > 0;
    }

    /** It stays as it is until its end, and nothing is proposed for it any more. */
    void letExpire(Entry entry) {
        List<String> left = new ArrayList<>(memory.load().leftToExpire());
        left.add(entry.id());
        memory.save(new WhitelistState(left.subList(Math.max(0, left.size() - MOST_REMEMBERED), left.size())));
    }
}
