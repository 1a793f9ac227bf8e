package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.policy.KnownService;
import fr.touchweb.console.core.policy.KnownService.Kind;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whom a range is known to belong to: robots, payment providers, monitoring and CDNs that publish their addresses, and those
 * that the house's policy names.
 */
final class KnownServices {
    private static final String PUBLISHED = "/ranges/known.json";

    private final List<Listed> all = new ArrayList<>();

    private record Listed(KnownService service, RangeList ranges, boolean house) {}

    private record Document(int version, List<KnownService> services) {}

    /** @param house those of the policy, told before the published ones */
    KnownServices(List<KnownService> house) {
        house.forEach(service -> add(service, true));
        try (InputStream in = KnownServices.class.getResourceAsStream(PUBLISHED)) {
            if (in == null) {
                throw new FileNotFoundException(PUBLISHED);
            }
            new StrictJson().read(PUBLISHED, in.readAllBytes(), Document.class).services()
                    .forEach(service -> add(service, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(KnownService service, boolean house) {
        all.add(new Listed(service, RangeList.of(service.id(), LocalDate.EPOCH, service.name(),
                service.ranges().stream().map(Cidr::of).toList()), house));
    }

    /** A fact for each that a range holds an address of. @param newer whether a newer list tells of a published one */
    List<Fact> in(Cidr cidr, Predicate<String> newer) {
        List<Fact> facts = new ArrayList<>();
        for (Listed listed : all) {
            long hits = listed.ranges().hits(cidr);
            if (hits > 0 && (listed.house() || !newer.test(listed.service().id()))) {
                KnownService service = listed.service();
                // Who lets a CDN in lets all of its visitors in.
                facts.add(Fact.of(service.kind().id(), service.kind() == Kind.CDN ? Tier.ORANGE : Tier.GREEN,
                        Message.of("whitelist.fact.service", service.name(),
                                Message.of("whitelist.service." + service.kind().id()), hits, cidr.weight(),
                                Message.of(listed.house()
                                        ? "whitelist.service.house"
                                        : "whitelist.service.published"))));
            }
        }
        return facts;
    }
}
