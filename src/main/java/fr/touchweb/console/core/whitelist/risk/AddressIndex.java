package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Things by their range, found by a range that they contain or are contained in; a look-up costs the same among a hundred
 * thousand. Immutable to whoever asks.
 *
 * @param <T> what stands at a range
 */
public final class AddressIndex<T> {
    private final Map<Cidr, List<T>> exact;
    private @Nullable NavigableMap<Cidr, List<T>> ordered;
    private int asked;
    private final boolean[][] lengths = {new boolean[33], new boolean[129]};

    public AddressIndex(Collection<T> things, Function<T, Cidr> range) {
        exact = HashMap.newHashMap(things.size());
        for (T thing : things) {
            Cidr at = range.apply(thing);
            List<T> here = exact.computeIfAbsent(at, _ -> new ArrayList<>(1));
            here.add(thing);
            lengths[at.ipv6() ? 1 : 0][at.prefix()] = true;
        }
    }

    /** What contains a range, the range itself too; the widest first. */
    public List<T> covering(Cidr range) {
        List<T> found = new ArrayList<>();
        boolean[] used = lengths[range.ipv6() ? 1 : 0];
        for (int length = 0; length <= range.prefix(); length++) {
            if (used[length]) {
                found.addAll(exact.getOrDefault(range.widened(length), List.of()));
            }
        }
        return found;
    }

    /** What lies inside a range and is not the range itself, in order of addresses. */
    public List<T> inside(Cidr range) {
        NavigableMap<Cidr, List<T>> sorted = ordered();
        // An order for one question would cost more than a look at everything.
        Stream<Map.Entry<Cidr, List<T>>> candidates = sorted == null
                ? exact.entrySet().stream().filter(at -> range.contains(at.getKey())).sorted(Map.Entry.comparingByKey())
                : sorted.subMap(range.first().widened(range.prefix()), false, range.last(), true).entrySet().stream();
        return candidates.filter(at -> !at.getKey().equals(range)).flatMap(at -> at.getValue().stream()).toList();
    }

    /** Everything in order of addresses, from the second question on; null before. */
    private synchronized @Nullable NavigableMap<Cidr, List<T>> ordered() {
        if (ordered == null && asked++ > 0) {
            ordered = new TreeMap<>(exact);
        }
        return ordered;
    }

    public int size() {
        return exact.size();
    }
}
