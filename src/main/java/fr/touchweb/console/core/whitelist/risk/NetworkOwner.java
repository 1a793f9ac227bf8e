package fr.touchweb.console.core.whitelist.risk;

import java.util.List;

/**
 * What databases of networks tell of a range; a range may lie in several.
 *
 * @param organisations names of the networks, with their AS number where it is known ({@code AS9009 M247}), in order of
 *        addresses
 * @param countries ISO codes
 * @param anonymisers what a database of anonymous addresses says: {@code vpn}, {@code proxy}, {@code tor},
 *        {@code hosting}; and {@code mobile} for a network in which many people share an address
 * @param complete whether the whole range was walked
 */
public record NetworkOwner(List<String> organisations, List<String> countries, List<String> anonymisers,
        boolean complete) {
    public static final NetworkOwner NOTHING = new NetworkOwner(List.of(), List.of(), List.of(), true);

    public NetworkOwner {
        organisations = List.copyOf(organisations);
        countries = List.copyOf(countries);
        anonymisers = List.copyOf(anonymisers);
    }
}
