package fr.touchweb.console.core.whitelist.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskAssessorTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Author ADMIN = new Author("klenoir", "Karim Lenoir", true);
    private static final Author SUPPORT = new Author("jdurand", "Jeanne Durand", false);

    @TempDir
    static Path settings;

    private static Policy policy;
    private static RangeLists lists;

    @BeforeAll
    static void load() throws IOException {
        policy = new Policies(settings).load("tw");
        lists = RangeLists.load(settings);
    }

    /** Tier and telling fact of the ranges that the house knows, without a server. Figures of the lists of 2026-08-22. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            82.64.10.5,         1, size
            90.112.5.0/31,      2, size
            90.112.5.0/28,      2, size
            90.112.5.0/25,      2, size
            90.112.5.0/24,      3, size
            90.112.4.0/23,      4, too-wide
            0.0.0.0/0,          4, too-wide
            ::/0,               4, too-wide
            8.0.0.0/8,          4, too-wide
            51.38.10.7,         2, datacentre
            163.172.10.7,       2, datacentre
            13.37.0.9,          2, datacentre
            146.70.10.23,       3, vpn
            146.70.10.0/24,     3, vpn
            185.220.101.4,      3, vpn
            193.32.126.0/24,    3, vpn
            2a01:e0a:1:2::1,    1, size
            2a01:e0a:1:2::/64,  1, size
            2a01:e0a:1:200::/56,3, size
            2a01:e0a:1::/48,    3, size
            2a01:e0a::/47,      4, too-wide
            10.1.2.3,           4, reserved
            192.168.0.0/24,     4, reserved
            100.64.3.1,         4, reserved
            127.0.0.1,          4, reserved
            198.51.100.4,       4, reserved
            224.0.0.5,          4, reserved
            255.255.255.255,    4, reserved
            fe80::1,            4, reserved
            fd00::1,            4, reserved
            2001:db8::1,        4, reserved
            3fff:1::1,          4, reserved
            64:ff9b::1.2.3.4,   4, reserved
            2002:102:304::1,    4, reserved
            2001:0:1::1,        4, reserved
            4000::1,            4, reserved
            82.64.10.5/24,      4, host-bits
            ::ffff:82.64.10.5,  4, ipv4-mapped
            localhost,          4, name
            010.010.010.010,    4, leading-zero
            """)
    void theWorstFactMakesTheTier(String text, int tier, String code) throws IOException {
        Assessment found = assessor().assess(text, Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertEquals(tier, found.tier().number(), text + " " + found);
        assertTrue(found.fact(code).isPresent(), code + " among " + found.facts());
        assertEquals(tier == 4, found.refused());
        assertEquals(found.refused(), !found.refusals().isEmpty());
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            found.facts().forEach(fact -> assertFalse(texts.get(fact.text()).contains("{"), texts.get(fact.text())));
        }
    }

    @Test
    void aReadingIsTheSingleAddressFirst() throws IOException {
        Assessment found = assessor().assess("82.64.10.5/24", Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertNull(found.cidr());
        assertEquals(List.of(Cidr.of("82.64.10.5"), Cidr.of("82.64.10.0/24")), found.readings());
    }

    @Test
    void whatNoServerToldIsUnknownAndRaisesNothing() throws IOException {
        Assessment found = assessor().assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN);
        List<String> about = found.facts().stream().filter(fact -> !fact.known()).map(Fact::about).toList();
        assertTrue(about.containsAll(List.of("seen", "banned", "covered", "own-address", "budget", "tor", "owner")),
                about.toString());
        assertTrue(found.fact("in-no-list").isPresent(), "to be in no list is told as that");
        assertEquals(Tier.GREEN, found.tier());
    }

    @Test
    void listsThatAreTooOldAreTold() throws IOException {
        assertTrue(
                assessor().assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("list-old").isPresent(),
                "95 days are more than 90");
        RiskAssessor fresh = new RiskAssessor(policy.whitelist(), false, lists, NetworkDatabases.none(),
                Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC));
        assertTrue(fresh.assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("list-old").isEmpty(),
                "90 are not");
    }

    @Test
    void shippedListsAreThoseOfTheirSource() throws IOException {
        assertEquals(LocalDate.parse("2026-08-22"), lists.list("vpn").orElseThrow().date());
        assertEquals(3_144_482, lists.list("vpn").orElseThrow().size(false));
        assertEquals(377_185_848, lists.list("datacentre").orElseThrow().size(false));
        Path source = DATA.resolve("ip-ranges/X4BNet__lists_vpn/output");
        assumeTrue(Files.isDirectory(source), "no ../shared/data here");
        for (String kind : List.of("vpn", "datacentre")) {
            String folder = kind.equals("vpn") ? "vpn" : "datacenter";
            for (String family : List.of("ipv4.txt", "ipv6.txt")) {
                RangeList text = RangeLists.read(source.resolve(folder).resolve(family), kind);
                boolean six = family.equals("ipv6.txt");
                assertEquals(text.size(six), lists.list(kind).orElseThrow().size(six), kind + family);
                for (String line : Files.readAllLines(source.resolve(folder).resolve(family))) {
                    Cidr range = Cidr.of(line);
                    assertEquals(range.weight().longValue(), lists.list(kind).orElseThrow().hits(range), line);
                }
            }
        }
    }

    /** A slow but obvious second opinion: every range of the list, one after the other. */
    @Test
    void aLookUpAgreesWithLookingAtEveryRange() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Cidr> ranges = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ranges.add(Cidr.ipv4(random.nextInt(1 << 16)).widened(20 + random.nextInt(13)));
        }
        RangeList list = RangeList.of("vpn", LocalDate.EPOCH, "test", ranges);
        for (int i = 0; i < 2_000; i++) {
            Cidr asked = Cidr.ipv4(random.nextInt(1 << 16)).widened(22 + random.nextInt(11));
            long expected = 0;
            for (long at = asked.low(); at <= asked.last().low(); at++) {
                Cidr one = Cidr.ipv4(at);
                expected += ranges.stream().anyMatch(range -> range.contains(one)) ? 1 : 0;
            }
            assertEquals(expected, list.hits(asked), "seed " + seed + " " + asked);
        }
    }

    @Test
    void aLookUpTakesFarLessThanAMillisecond() {
        RangeList vpn = lists.list("vpn").orElseThrow();
        RangeList data = lists.list("datacentre").orElseThrow();
        Random random = new Random(7);
        long hits = 0;
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            Cidr asked = Cidr.ipv4(random.nextInt() & 0xFFFF_FFFFL).widened(24);
            hits += vpn.hits(asked) + data.hits(asked);
        }
        long each = (System.nanoTime() - start) / 20_000;
        assertTrue(each < 1_000_000, each + " ns each, " + hits + " hits");
    }

    @Test
    void whatTheServerMetCountsAndOffersTheNarrowChoice() throws IOException {
        Cidr banned = Cidr.of("90.112.5.23");
        Entry entry = entry("e1", "90.112.5.4");
        ServerKnowledge server = new ServerKnowledge(
                Known.of(new AddressIndex<>(List.of(entry, entry("e2", "90.112.0.0/24")), Entry::cidr)),
                Known.of(List.of(new Sighting(banned, 12, NOW, null))),
                Known.of(List.of(new Sighting(banned, 1, NOW, "prestashop-bo"))), Known.of(Cidr.of("90.112.5.99")),
                Known.of(0L), Known.of(new Surroundings(List.of(), 0, List.of())));
        Assessment found = assessor().assess("90.112.5.0/25", Scope.IDS, server, ADMIN);
        assertEquals(Tier.RED, found.tier(), "an address of it was banned");
        assertEquals(banned, found.narrower());
        assertTrue(found.fact("own-address").isPresent() && found.fact("seen").isPresent()
                && found.fact("covers").isPresent() && found.fact("covered").isEmpty());
        assertEquals("covered",
                assessor().assess("90.112.5.4", Scope.IDS, server, ADMIN).fact("covered").orElseThrow().code());
        Assessment stranger = assessor().assess("90.112.7.4", Scope.IDS, server, ADMIN);
        assertEquals(Tier.ORANGE, stranger.tier(), "never seen in this site's logs");
        assertTrue(stranger.fact("never-seen").isPresent());
    }

    /** Range, code and a word of the fact about whom it is known to belong to. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            66.249.66.1,             robot,      Googlebot
            2001:4860:4801:60::/64,  robot,      Googlebot
            157.55.39.0/28,          robot,      Bingbot
            17.58.100.7,             robot,      Apple
            20.171.206.4,            robot,      OpenAI
            104.16.0.0/30,           cdn,        Cloudflare
            82.103.136.16,           monitoring, Pingdom
            54.187.174.169,          payment,    Stripe
            194.50.38.6,             payment,    PayZen
            """)
    void whoPublishesTheirAddressesIsNamed(String text, String code, String name) throws IOException {
        Assessment found = assessor().assess(text, Scope.IDS, ServerKnowledge.none(), ADMIN);
        Fact fact = found.fact(code).orElseThrow(() -> new AssertionError(found.facts().toString()));
        String told = new Texts(Language.FRENCH).get(fact.text());
        assertTrue(told.startsWith(name) && told.contains("dont l’âge est inconnu"), told);
        assertEquals(code.equals("cdn") ? Tier.ORANGE : Tier.GREEN, fact.tier(), "a CDN lets all of its visitors in");
        assertTrue(assessor().assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN).fact(code).isEmpty());
    }

    @Test
    void theHouseNamesItsOwnAndTheDoorsOfPrivateNetworks(@TempDir Path own) throws IOException {
        Path policies = Files.createDirectories(own.resolve("policy"));
        Files.writeString(policies.resolve("house.json"),
                """
                        { "version": 1, "base": "tw", "whitelist": { "privateScopes": [ "ssh" ], "services": [
                          { "id": "sonde", "kind": "monitoring", "name": "Sonde du siège", "ranges": [ "82.64.10.0/30" ] } ] } }
                        """);
        RiskAssessor house = new RiskAssessor(new Policies(own).load("house").whitelist(), false, lists,
                NetworkDatabases.none(), CLOCK);
        Fact named = house.assess("82.64.10.0/29", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("monitoring")
                .orElseThrow();
        assertEquals("Sonde du siège (surveillance)\u00a0: 4 sur 8, d’après la politique de la maison",
                new Texts(Language.FRENCH).get(named.text()));
        assertEquals(Tier.GREEN, house.assess("10.1.2.3", Scope.SSH, ServerKnowledge.none(), ADMIN).tier());
        assertEquals(Tier.BLACK, house.assess("10.1.2.3", Scope.IDS, ServerKnowledge.none(), ADMIN).tier());
        assertEquals(Tier.BLACK, house.assess("127.0.0.1", Scope.SSH, ServerKnowledge.none(), ADMIN).tier(),
                "reserved is not private");
        Files.writeString(policies.resolve("house.json"), """
                { "version": 1, "base": "tw", "whitelist": { "services": [
                  { "id": "sonde", "kind": "monitoring", "name": "Sonde", "ranges": [ "sonde.example" ] } ] } }
                """);
        assertThrows(DocumentException.class, () -> new Policies(own).load("house"));
    }

    @Test
    void whatOtherDoorsAndBastionsSayIsTold() throws IOException {
        Surroundings around = new Surroundings(
                List.of(new Surroundings.Elsewhere("acme-pp", Scope.SSH, entry("e7", "90.112.5.4"))), 3,
                List.of(new Surroundings.Bastion("acme-bastion", List.of(Cidr.of("90.112.5.9"))),
                        new Surroundings.Bastion("far", List.of())));
        ServerKnowledge none = ServerKnowledge.none();
        Assessment found = assessor().assess("90.112.5.0/28", Scope.IDS, new ServerKnowledge(
                Known.of(new AddressIndex<>(List.of(entry("e1", "90.112.5.4").withUse(5, NOW, 1)), Entry::cidr)),
                none.seen(), none.banned(), none.own(), none.budgetUsed(), Known.of(around)), ADMIN);
        Texts english = new Texts(Language.ENGLISH);
        assertEquals("Already let in elsewhere: acme-pp ssh 90.112.5.4 (e7)",
                english.get(found.fact("elsewhere").orElseThrow().text()));
        assertTrue(english.get(found.fact("bastion").orElseThrow().text()).contains("acme-bastion (90.112.5.9)"));
        assertEquals("What is let in here already was used 5 times, by one address",
                english.get(found.fact("used").orElseThrow().text()));
        assertEquals(List.of("bastion", "elsewhere"), found.facts().stream().filter(fact -> !fact.known())
                .map(Fact::about).filter(List.of("bastion", "elsewhere")::contains).toList());
    }

    @Test
    void theBudgetAsksASecondPersonAndIsSmallerForSupport() throws IOException {
        assertEquals(Tier.GREEN, withBudget(63, SUPPORT).tier());
        assertEquals(Tier.RED, withBudget(64, SUPPORT).tier());
        assertEquals(Tier.GREEN, withBudget(64, ADMIN).tier());
        assertEquals(Tier.RED, withBudget(256, ADMIN).tier());
    }

    private Assessment withBudget(long used, Author author) throws IOException {
        Cidr address = Cidr.of("82.64.10.5");
        return assessor().assess(address, Scope.IDS,
                new ServerKnowledge(Known.of(new AddressIndex<>(List.of(), Entry::cidr)),
                        Known.of(List.of(new Sighting(address, 1, NOW, null))), Known.of(List.of()),
                        Known.unknown(Message.of("whitelist.unknown.noServer")), Known.of(used),
                        Known.unknown(Message.of("whitelist.unknown.noServer"))),
                author);
    }

    @Test
    void databasesOfNetworksAreWalkedAsRanges() throws IOException {
        Path folder = DATA.resolve("mmdb/maxmind__MaxMind-DB/test-data");
        assumeTrue(Files.isDirectory(folder), "no ../shared/data here");
        try (NetworkDatabases databases = NetworkDatabases.open(List.of(folder.resolve("GeoIP2-ISP-Test.mmdb"),
                folder.resolve("GeoIP2-Country-Test.mmdb"), folder.resolve("GeoIP-Anonymous-Plus-Test.mmdb")))) {
            NetworkOwner one = databases.owner(Cidr.of("1.128.0.0"));
            assertEquals(List.of("AS1221 Telstra Pty Ltd"), one.organisations());
            NetworkOwner several = databases.owner(Cidr.of("89.160.20.0/24"));
            assertEquals(List.of("SE"), several.countries());
            assertEquals(NetworkOwner.NOTHING, databases.owner(Cidr.of("127.0.0.1")));
            assertTrue(several.complete());
            NetworkOwner anonymous = databases.owner(Cidr.of("1.2.0.0/16"));
            assertTrue(anonymous.anonymisers().contains("vpn"), anonymous.toString());
            RiskAssessor with = new RiskAssessor(policy.whitelist(), false, RangeLists.of(List.of()), databases,
                    CLOCK);
            Assessment found = with.assess("89.160.20.112", Scope.IDS, ServerKnowledge.none(), ADMIN);
            assertEquals(Tier.ORANGE, found.tier(), "not the usual country: " + found.facts());
            assertTrue(found.owner() != null && found.owner().startsWith("AS29518"), String.valueOf(found.owner()));
        }
        try (NetworkDatabases kinds = NetworkDatabases
                .open(List.of(folder.resolve("GeoIP2-Connection-Type-Test.mmdb")))) {
            assertEquals(List.of("mobile"), kinds.owner(Cidr.of("1.0.1.0/24")).anonymisers());
            Assessment shared = new RiskAssessor(policy.whitelist(), false, RangeLists.of(List.of()), kinds, CLOCK)
                    .assess("1.0.1.9", Scope.IDS, ServerKnowledge.none(), ADMIN);
            assertEquals(Tier.ORANGE, shared.fact("mobile").orElseThrow().tier(), shared.facts().toString());
        }
        Path broken = folder.resolve("../LICENSE-MIT");
        DocumentException refused = assertThrows(DocumentException.class,
                () -> NetworkDatabases.open(List.of(broken)));
        assertEquals("whitelist.networks.notOne", refused.what().key());
        assertEquals("whitelist.networks.unreadable", assertThrows(DocumentException.class,
                () -> NetworkDatabases.open(List.of(folder.resolve("none.mmdb")))).what().key());
    }

    @Test
    void aHundredThousandEntriesAreLookedUpAtOnce() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            entries.add(entry("e" + i, Cidr.ipv4(random.nextInt() & 0xFFFF_FFFFL).toString()));
        }
        AddressIndex<Entry> index = new AddressIndex<>(entries, Entry::cidr);
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            Cidr asked = entries.get(random.nextInt(entries.size())).cidr();
            assertFalse(index.covering(asked).isEmpty());
            assertFalse(index.inside(asked.widened(24)).isEmpty());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1_000);
    }

    private static RiskAssessor assessor() {
        return new RiskAssessor(policy.whitelist(), false, lists, NetworkDatabases.none(), CLOCK);
    }

    private static Entry entry(String id, String cidr) {
        return new Entry(id, Scope.IDS, null, Cidr.of(cidr), Entry.Kind.PERSON, "reason", "ticket", "jdurand", null,
                NOW, NOW.plus(Duration.ofDays(30)), Entry.State.ACTIVE, 0, null, 0);
    }
}
