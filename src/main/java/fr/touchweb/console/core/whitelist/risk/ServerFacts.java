package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server of a request says of a range: who came from it, who was banned, what is let in already. */
final class ServerFacts {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int NAMED = 3;

    private final Cidr cidr;
    private final ServerKnowledge server;
    private final WhitelistPolicy policy;
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Cidr narrower;

    /** @param narrower the address to offer instead of a range, null where none is known */
    record Found(List<Fact> facts, @Nullable Cidr narrower) {}

    private ServerFacts(Cidr cidr, ServerKnowledge server, WhitelistPolicy policy) {
        this.cidr = cidr;
        this.server = server;
        this.policy = policy;
    }

    static Found of(Cidr cidr, ServerKnowledge server, Author author, WhitelistPolicy policy) {
        ServerFacts found = new ServerFacts(cidr, server, policy);
        found.banned();
        found.seen();
        found.own();
        found.entries();
        found.around();
        found.budget(author);
        return new Found(found.facts, cidr.single() ? null : found.narrower);
    }

    private void banned() {
        switch (server.banned()) {
            case Known.Unknown<List<Sighting>>(Message why) -> facts.add(
                    Fact.unknown("banned", Message.of("whitelist.unknown.banned", why)));
            case Known.Value<List<Sighting>>(List<Sighting> all) -> {
                List<Sighting> here = inside(all);
                if (!here.isEmpty()) {
                    narrower = here.getFirst().address();
                    facts.add(Fact.of(Fact.BANNED, Tier.RED, Message.of("whitelist.fact.banned", here.size(),
                            policy.historyDays(), names(here))));
                }
            }
        }
    }

    private void seen() {
        switch (server.seen()) {
            case Known.Unknown<List<Sighting>>(Message why) -> facts.add(
                    Fact.unknown("seen", Message.of("whitelist.unknown.seen", why)));
            case Known.Value<List<Sighting>>(List<Sighting> all) -> {
                List<Sighting> here = inside(all);
                if (here.isEmpty()) {
                    facts.add(Fact.of("never-seen", Tier.ORANGE,
                            Message.of("whitelist.fact.neverSeen", policy.historyDays())));
                } else {
                    narrower = narrower == null ? here.getFirst().address() : narrower;
                    facts.add(Fact.of("seen", Message.of("whitelist.fact.seen", here.size(), cidr.weight(),
                            policy.historyDays(), names(here))));
                }
            }
        }
    }

    private void own() {
        switch (server.own()) {
            case Known.Unknown<Cidr>(Message why) -> facts.add(
                    Fact.unknown("own-address", Message.of("whitelist.unknown.own", why)));
            case Known.Value<Cidr>(Cidr own) -> {
                if (cidr.contains(own)) {
                    narrower = narrower == null ? own : narrower;
                    facts.add(Fact.of("own-address", Message.of("whitelist.fact.own", own.toString())));
                }
            }
        }
    }

    private void entries() {
        switch (server.entries()) {
            case Known.Unknown<AddressIndex<Entry>>(Message why) -> facts.add(
                    Fact.unknown("covered", Message.of("whitelist.unknown.covered", why)));
            case Known.Value<AddressIndex<Entry>>(AddressIndex<Entry> index) -> {
                List<Entry> covering = index.covering(cidr);
                if (!covering.isEmpty()) {
                    Entry by = covering.getFirst();
                    facts.add(Fact.of("covered", Tier.ORANGE, Message.of("whitelist.fact.covered",
                            by.cidr().toString(), by.id(), by.author())));
                }
                List<Entry> inside = index.inside(cidr);
                used(covering, inside);
                if (!inside.isEmpty()) {
                    facts.add(Fact.of("covers", Tier.ORANGE, Message.of("whitelist.fact.covers", inside.size(),
                            inside.stream().limit(NAMED).map(entry -> entry.cidr().toString()).toList().toString()
                                    .replaceAll("[\\[\\]]", ""))));
                }
            }
        }
    }

    /** What stands there already has saved somebody, or nobody yet. */
    private void used(List<Entry> covering, List<Entry> inside) {
        List<Entry> used = Stream.concat(covering.stream(), inside.stream()).filter(entry -> entry.hits() > 0).toList();
        if (!used.isEmpty()) {
            facts.add(Fact.of("used", Message.of("whitelist.fact.used",
                    used.stream().mapToLong(Entry::hits).sum(), used.stream().mapToInt(Entry::seen).sum())));
        }
    }

    private void around() {
        switch (server.around()) {
            case Known.Unknown<Surroundings>(Message why) -> facts.add(
                    Fact.unknown("elsewhere", Message.of("whitelist.unknown.elsewhere", why)));
            case Known.Value<Surroundings>(Surroundings around) -> {
                for (Surroundings.Bastion bastion : around.bastions()) {
                    bastion(bastion);
                }
                List<Surroundings.Elsewhere> elsewhere = around.elsewhere();
                if (!elsewhere.isEmpty()) {
                    facts.add(Fact.of("elsewhere", Message.of("whitelist.fact.elsewhere", elsewhere.size(),
                            elsewhere.stream().limit(NAMED).map(one -> one.server() + " " + one.scope().id() + " "
                                    + one.entry().cidr() + " (" + one.entry().id() + ")")
                                    .collect(Collectors.joining(", ", "", elsewhere.size() > NAMED ? ", …" : "")))));
                }
                if (around.unread() > 0) {
                    facts.add(Fact.unknown("elsewhere",
                            Message.of("whitelist.unknown.elsewhereUnread", around.unread())));
                }
            }
        }
    }

    private void bastion(Surroundings.Bastion bastion) {
        if (bastion.addresses().isEmpty()) {
            facts.add(Fact.unknown("bastion", Message.of("whitelist.unknown.bastion", bastion.server())));
        }
        bastion.addresses().stream().filter(cidr::contains).findFirst().ifPresent(address -> facts
                .add(Fact.of("bastion", Message.of("whitelist.fact.bastion", bastion.server(), address.toString()))));
    }

    private void budget(Author author) {
        switch (server.budgetUsed()) {
            case Known.Unknown<Long>(Message why) -> facts.add(
                    Fact.unknown("budget", Message.of("whitelist.unknown.budget", why)));
            case Known.Value<Long>(Long used) -> {
                BigInteger after = BigInteger.valueOf(used).add(cidr.weight());
                long most = author.budget(policy);
                boolean over = after.compareTo(BigInteger.valueOf(most)) > 0;
                facts.add(Fact.of(over ? "over-budget" : "budget", over ? Tier.RED : Tier.GREEN,
                        Message.of(over ? "whitelist.fact.overBudget" : "whitelist.fact.budget", after, most,
                                policy.budgetDays(), author.name())));
            }
        }
    }

    private List<Sighting> inside(List<Sighting> all) {
        return all.stream().filter(sighting -> cidr.contains(sighting.address())).toList();
    }

    private static String names(List<Sighting> sightings) {
        List<String> names = sightings.stream().limit(NAMED)
                .map(ServerFacts::name).toList();
        return String.join(", ", names) + (sightings.size() > NAMED ? ", …" : "");
    }

    /** With the list that banned it and the hour, where the server tells them. */
    private static String name(Sighting sighting) {
        if (sighting.list() == null) {
            return sighting.address().toString();
        }
        return sighting.address() + " (" + sighting.list()
                + (sighting.last() == null ? "" : ", " + HOUR.format(sighting.last())) + ")";
    }
}
