package fr.touchweb.console.core.whitelist.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of ranges that come with the console, and those that are imported. */
class RangeListsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
    private static final Author ADMIN = new Author("klenoir", "Karim Lenoir", true);

    private Policy policy;

    @BeforeEach
    void load(@TempDir Path settings) throws Exception {
        policy = new Policies(settings).load("tw");
    }

    @Test
    void importedListsTakeThePlaceOfTheShippedOnes(@TempDir Path own) throws IOException {
        Path file = own.resolve("exits.txt");
        Files.writeString(file, "# Tor exits, date: 2026-11-01\n82.64.10.5\n2001:67c:1::/64 # one of them\n\n");
        assertEquals(LocalDate.parse("2026-11-01"), RangeLists.importList(own, "tor", file).date());
        RiskAssessor with = new RiskAssessor(policy.whitelist(), false, RangeLists.load(own), NetworkDatabases.none(),
                CLOCK);
        Assessment found = with.assess("82.64.10.0/28", Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertEquals(Tier.RED, found.tier(), "one listed address is enough");
        assertEquals(1, found.listed());
        assertEquals("1 sur 16 (6,3\u00a0%) dans la liste Tor du 01/11/2026 (âge\u00a0: 24 j)",
                new Texts(Language.FRENCH).get(found.fact("tor").orElseThrow().text()));
        Files.writeString(file, "82.64.10.5\nnot an address\n");
        DocumentException refused = assertThrows(DocumentException.class,
                () -> RangeLists.importList(own, "tor", file));
        assertEquals(2, refused.line());
        assertEquals(Tier.RED, new RiskAssessor(policy.whitelist(), false, RangeLists.load(own),
                NetworkDatabases.none(), CLOCK).assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN).tier(),
                "the list that was there stays");
        assertThrows(DocumentException.class, () -> RangeLists.importList(own, "friends", file));
    }

    @Test
    void listsAreTakenInTheFormInWhichTheirOwnersPublishThem(@TempDir Path own) throws IOException {
        Path relay = Files.writeString(own.resolve("egress-ip-ranges.csv"), """
                82.64.10.0/31,FR,FR-IDF,Paris,
                2001:67c:1::/64,US,US-CA,"San Jose",
                """);
        Path robot = Files.writeString(own.resolve("duckduckbot.json"), """
                { "creationTime": "2026-11-20T00:00:00.000000",
                  "prefixes": [ { "ipv4Prefix": "82.64.10.5/32" }, { "ipv6Prefix": "2001:67c:2::/64" } ] }
                """);
        Path proton = Files.writeString(own.resolve("logicals.json"), """
                {"Code":1000,"LogicalServers":[{"Name":"FR#1","EntryCountry":"FR","Servers":[
                 {"EntryIP":"82.64.10.8","ExitIP":"82.64.10.9","Domain":"node.example"}]}]}
                """);
        assertEquals(2, RangeLists.importList(own, "icloud-relay", relay).size(false));
        assertEquals(LocalDate.parse("2026-11-20"), RangeLists.importList(own, "duckduckbot", robot).date());
        assertEquals(1, RangeLists.importList(own, "protonvpn", proton).size(false));
        RiskAssessor with = new RiskAssessor(policy.whitelist(), false, RangeLists.load(own), NetworkDatabases.none(),
                CLOCK);
        Texts texts = new Texts(Language.ENGLISH);
        Assessment found = with.assess("82.64.10.1", Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertEquals(Tier.RED, found.tier());
        assertTrue(texts.get(found.fact("anonymiser").orElseThrow().text()).contains("iCloud Private Relay"));
        assertTrue(with.assess("2001:67c:1::9", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("anonymiser")
                .isPresent());
        assertTrue(texts.get(with.assess("82.64.10.9", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("anonymiser")
                .orElseThrow().text()).contains("Proton VPN"));
        assertTrue(with.assess("82.64.10.8", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("anonymiser").isEmpty(),
                "visitors come from where it lets them out");
        Assessment searched = with.assess("82.64.10.5", Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertTrue(texts.get(searched.fact("robot").orElseThrow().text()).contains("DuckDuckBot"), searched.toString());
        assertTrue(with.assess("4.144.148.23", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("robot").isEmpty(),
                "the list of today counts, not the one of before");
        Files.writeString(robot, "{\"prefixes\": []}");
        assertThrows(DocumentException.class, () -> RangeLists.importList(own, "duckduckbot", robot));
        Files.writeString(robot, "{\"prefixes\": [{\n\"ipv4Prefix\": \"82.64.10.300\"}]}");
        assertEquals(2, assertThrows(DocumentException.class, () -> RangeLists.importList(own, "duckduckbot", robot))
                .line());
        Files.writeString(robot, "{\"prefixes\": [");
        assertThrows(DocumentException.class, () -> RangeLists.importList(own, "duckduckbot", robot), "torn");
        assertTrue(RangeLists.load(own).list("duckduckbot").isPresent(), "the list that was there stays");
    }

    /** Of X4BNet's state of 2026-08-22, which is 95 days old here: amber. */
    @Test
    void whatComesWithTheConsoleNamesTheServiceAndItsAge() throws IOException {
        RiskAssessor with = new RiskAssessor(policy.whitelist(), false, RangeLists.load(Path.of("none")),
                NetworkDatabases.none(), CLOCK);
        Assessment relay = with.assess("104.28.28.0/28", Scope.IDS, ServerKnowledge.none(), ADMIN);
        assertTrue(relay.fact("list-old").isPresent());
        assertEquals(Tier.RED, relay.tier());
        assertTrue(with.assess("4.144.148.23", Scope.IDS, ServerKnowledge.none(), ADMIN).fact("robot").isPresent());
    }
}
