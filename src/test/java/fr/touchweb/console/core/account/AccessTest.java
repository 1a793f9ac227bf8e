package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.fleet.Server;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccessTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SERVERS = """
            { "version": 1,
              "clients": [ {"id": "acme"}, {"id": "bora"} ],
              "servers": [
                {"id": "web1", "client": "acme", "host": "web1.test", "jump": ["bastion"],
                 "mirror": {"server": "manager", "path": "/srv"}},
                {"id": "pp", "client": "acme", "host": "pp.test"},
                {"id": "named", "client": "bora", "host": "n.test", "user": "deploy"},
                {"id": "bastion", "host": "b.test"}, {"id": "manager", "host": "m.test"} ],
              "sites": [ {"id": "shop", "server": "web1", "preproduction": "shop-pp"}, {"id": "blog", "server": "web1"},
                         {"id": "shop-pp", "server": "pp"} ]""";
    private static final String ACCOUNTS = """
            , "accounts": [
                {"login": "jdurand", "name": "Jeanne Durand", "kind": "developer", "grants": [
                  {"servers": ["web1"], "sites": ["shop"], "rights": ["logs", "diagnose"], "until": "2026-12-31"},
                  {"servers": ["pp"], "rights": ["logs"], "until": "2026-11-20"} ]},
                {"login": "deploy", "grants": [ {"servers": ["named"], "rights": ["binlog"]} ]},
                {"login": "nobody"},
                {"login": "klenoir", "name": "Karim Lenoir", "kind": "engineer", "grants": [
                  {"servers": ["web1", "pp", "named", "bastion", "manager"], "rights": ["logs"]} ]} ] }""";

    private static Fleet fleet(String text) throws Exception {
        return new FleetReader(1 << 20).read(Map.of("fleet.json", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Access access(String login) throws Exception {
        return new Access(fleet(SERVERS + ACCOUNTS), login, PARIS);
    }

    private record Case(String login, Right right, String server, String site, String at, String outcome) {}

    @TestFactory
    Stream<DynamicTest> decisions() {
        String now = NOW.toString();
        return Stream.of(new Case("jdurand", Right.LOGS, "web1", null, now, "allowed"),
                new Case("jdurand", Right.DIAGNOSE, "web1", "shop", now, "allowed"),
                new Case("jdurand", Right.LOGS, "web1", "blog", now, "account.denied.unknownServer"),
                new Case("jdurand", Right.WHITELIST, "web1", null, now, "account.denied.right"),
                new Case("jdurand", Right.LOGS, "pp", null, now, "account.denied.ended"),
                new Case("jdurand", Right.LOGS, "named", null, now, "account.denied.unknownServer"),
                new Case("jdurand", Right.LOGS, "manager", null, now, "account.denied.unknownServer"),
                new Case("jdurand", Right.LOGS, "nowhere", null, now, "account.denied.unknownServer"),
                new Case("jdurand", Right.LOGS, "web1", "shop-pp", now, "account.denied.unknownSite"),
                // The last day counts whole, in the zone of the person: 23:30 in Paris is 22:30 UTC.
                new Case("jdurand", Right.LOGS, "web1", null, "2026-12-31T22:59:59Z", "allowed"),
                new Case("jdurand", Right.LOGS, "web1", null, "2026-12-31T23:00:00Z", "account.denied.ended"),
                new Case("jdurand", Right.LOGS, "pp", null, "2026-11-20T22:59:59Z", "allowed"),
                // Somebody else's login on a server opens nothing to a person with an account of their own.
                new Case("jdurand", Right.BINLOG, "named", null, now, "account.denied.unknownServer"),
                new Case("stranger", Right.BINLOG, "named", null, now, "allowed"),
                new Case("stranger", Right.LOGS, "web1", null, now, "account.denied.unlisted"),
                new Case("nobody", Right.LOGS, "web1", null, now, "account.denied.unknownServer"),
                new Case("klenoir", Right.LOGS, "manager", null, "2030-01-01T00:00:00Z", "allowed"))
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> {
                    Decision decision = access(c.login()).may(c.right(), c.server(), c.site(), Instant.parse(c.at()));
                    assertEquals(c.outcome(),
                            decision instanceof Decision.Denied(var reason) ? reason.key() : "allowed");
                }));
    }

    @Test
    void withoutAccountsThePersonMayDoEverything() throws Exception {
        Access access = new Access(fleet(SERVERS + "}"), "anyone", PARIS);
        assertFalse(access.governed());
        for (Right right : Right.values()) {
            assertTrue(access.may(right, "manager", null, NOW).allowed());
        }
        assertFalse(access.may(Right.LOGS, "nowhere", null, NOW).allowed());
        assertEquals(5, access.visible(NOW).servers().size());
        assertTrue(access.mayEditFleet(NOW).allowed());
        assertEquals(new Person("anyone", "anyone", null), access.person());
    }

    @Test
    void anEmptyListOfAccountsOpensNothing() throws Exception {
        Access access = new Access(fleet(SERVERS + ", \"accounts\": []}"), "root", PARIS);
        assertTrue(access.governed());
        assertFalse(access.may(Right.LOGS, "web1", null, NOW).allowed());
        assertEquals(List.of(), List.copyOf(access.visible(NOW).servers()));
        assertFalse(access.mayEditFleet(NOW).allowed());
    }

    @Test
    void aDelegateIsShownNothingElse() throws Exception {
        Fleet seen = new Access(fleet((SERVERS + ACCOUNTS).replace("\"user\": \"deploy\"", "\"user\": \"klenoir\"")),
                "jdurand", PARIS).visible(NOW);
        String text = new String(new FleetReader(1 << 20).write(seen.documents().get("fleet.json")),
                StandardCharsets.UTF_8);
        new FleetReader(1 << 20).check(seen);
        for (String hidden : List.of("\"pp\"", "named", "manager", "bora", "blog", "shop-pp", "deploy", "nobody")) {
            assertFalse(text.contains(hidden), hidden + " in " + text);
        }
        assertTrue(text.contains("\"web1\"") && text.contains("bastion") && text.contains("\"shop\""), text);
    }

    @Test
    void thePersonIsTheOneWhoseLoginTheServersAreEnteredWith() throws Exception {
        assertEquals("Jeanne Durand", access("jdurand").person().name());
        assertEquals("stranger", access("stranger").person().name());
        Fleet named = fleet("""
                { "version": 1, "servers": [ {"id": "a", "host": "a.test", "user": "jdurand"} ],
                  "accounts": [ {"login": "jdurand", "name": "Jeanne Durand"} ] }""");
        assertEquals("Jeanne Durand", new Access(named, "pc-user", PARIS).person().name());
    }

    @Test
    void whoMayEditSeesTheFleetItself() throws Exception {
        Fleet whole = fleet((SERVERS + ACCOUNTS).replace(", \"user\": \"deploy\"", ""));
        assertSame(whole, new Access(whole, "klenoir", PARIS).visible(NOW));
    }

    @Test
    void onlyAnEngineerWhoSeesAllMayEdit() throws Exception {
        assertFalse(access("jdurand").mayEditFleet(NOW).allowed());
        Fleet whole = fleet((SERVERS + ACCOUNTS).replace(", \"user\": \"deploy\"", ""));
        assertTrue(new Access(whole, "klenoir", PARIS).mayEditFleet(NOW).allowed());
    }

    @Test
    void whatIsNotAllowedAnywhereIsKnown() throws Exception {
        assertEquals(Set.of(Right.SEE, Right.LOGS, Right.DIAGNOSE), access("jdurand").anywhere(NOW));
        assertEquals(Set.of(), access("jdurand").anywhere(Instant.parse("2027-02-01T00:00:00Z")));
        assertEquals(EnumSet.of(Right.SEE, Right.LOGS, Right.PREPRODUCTION, Right.RIGHTS_RESET, Right.FLEET_EDIT,
                Right.APPROVE), access("klenoir").anywhere(NOW), "an engineer looks after the house's own");
        assertEquals(Set.of(Right.values()), new Access(fleet(SERVERS + "}"), "anyone", PARIS).anywhere(NOW));
    }

    @Test
    void whatOneGrantDeniesNoOtherGives() throws Exception {
        String grants = """
                , "accounts": [ {"login": "jdurand", "kind": "developer", "grants": [
                  {"servers": ["web1", "pp"], "rights": ["logs", "whitelist", "fleet-edit", "approve", "rights-reset"]},
                  {"servers": ["web1"], "sites": ["blog"], "deny": ["logs"]},
                  {"servers": ["pp"], "deny": ["whitelist"]},
                  {"servers": ["pp"], "deny": ["logs"], "until": "2026-11-20"} ]},
                  {"login": "hidden", "grants": [ {"servers": ["web1"], "rights": ["logs"]},
                  {"servers": ["web1"], "deny": ["see"]} ]} ] }""";
        Access access = new Access(fleet(SERVERS + grants), "jdurand", PARIS);
        assertTrue(access.may(Right.LOGS, "web1", "shop", NOW).allowed());
        assertFalse(access.may(Right.LOGS, "web1", "blog", NOW).allowed());
        assertTrue(access.may(Right.LOGS, "web1", null, NOW).allowed(), "the server's, not the site's");
        assertTrue(access.may(Right.LOGS, "pp", null, NOW).allowed(), "what denied it has ended");
        assertFalse(access.may(Right.WHITELIST, "pp", null, NOW).allowed());
        assertTrue(access.may(Right.RIGHTS_RESET, "web1", "shop", NOW).allowed());
        assertFalse(access.mayEditFleet(NOW).allowed(), "not on every server");
        Access hidden = new Access(fleet(SERVERS + grants), "hidden", PARIS);
        assertEquals("account.denied.unknownServer", hidden.may(Right.LOGS, "web1", null, NOW).refusal().orElseThrow()
                .key());
        assertTrue(hidden.visible(NOW).servers().isEmpty());
    }

    @Test
    void theFleetIsChangedByWhoMayOnAllOfIt() throws Exception {
        String all = """
                , "accounts": [ {"login": "jdurand", "kind": "oncall", "grants": [
                  {"servers": ["web1", "pp", "named", "bastion", "manager"], "rights": ["fleet-edit"]} ]},
                  {"login": "deploy", "kind": "engineer", "grants": [
                  {"servers": ["web1", "pp", "named", "bastion", "manager"]},
                  {"servers": ["pp"], "deny": ["fleet-edit"]} ]} ] }""";
        Fleet fleet = fleet(SERVERS.replace(", \"user\": \"deploy\"", "") + all);
        assertTrue(new Access(fleet, "jdurand", PARIS).mayEditFleet(NOW).allowed());
        assertFalse(new Access(fleet, "deploy", PARIS).mayEditFleet(NOW).allowed(), "deny wins, for engineers too");
    }

    @Test
    void whoAddsAServerCanStillChangeTheFleet() throws Exception {
        String developer = """
                {"login": "jdurand", "kind": "developer", "grants": [
                  {"servers": ["web1", "pp", "named", "bastion", "manager"], "rights": ["logs"]} ]}, """;
        Fleet fleet = fleet((SERVERS + ACCOUNTS).replace(", \"user\": \"deploy\"", "").replace(
                "{\"login\": \"nobody\"},", developer.replace("jdurand", "other")));
        Server added = fleet(SERVERS.replace("\"pp\"", "\"web9\"") + "}").server("web9").orElseThrow();
        Fleet more = fleet.with(added);
        assertTrue(new Access(more, "klenoir", PARIS).mayEditFleet(NOW).allowed());
        assertTrue(new Access(more, "klenoir", PARIS).may(Right.LOGS, "web9", null, NOW).allowed());
        assertFalse(new Access(more, "other", PARIS).may(Right.LOGS, "web9", null, NOW).allowed(),
                "a delegate gets nothing");
    }
}
