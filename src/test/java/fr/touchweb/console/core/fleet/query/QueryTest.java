package fr.touchweb.console.core.fleet.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.fleet.eol.EndOfLife;
import fr.touchweb.console.core.fleet.eol.EndOfLifeCalendar;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.FactsParser;
import fr.touchweb.console.core.fleet.facts.ProbeOutput;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static List<ServerView> views;

    @BeforeAll
    static void fleet(@TempDir Path settings) throws IOException {
        Fleet fleet = new FleetReader(1 << 20).read(Map.of("f", """
                {"version":1,"clients":[{"id":"acme","name":"Acme SARL","plan":"HA/L2"},{"id":"bora"}],
                 "servers":[
                  {"id":"web1","client":"acme","role":"production","host":"203.0.113.10","tags":["ha"],"hoster":"OVH"},
                  {"id":"web2","client":"bora","role":"production","host":"203.0.113.11"},
                  {"id":"pp1","client":"acme","role":"preproduction","host":"203.0.113.12"},
                  {"id":"silent","client":"bora","host":"203.0.113.13"}],
                 "sites":[{"id":"shop","server":"web1","url":"https://www.acme.test","cms":"prestashop"}]}"""
                .getBytes(StandardCharsets.UTF_8)));
        Policy policy = new Policies(settings).load("tw");
        EndOfLife eol = new EndOfLife(EndOfLifeCalendar.load(settings), policy.endOfLife(), policy.penalty(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        views = List.of(view(fleet, "web1", "11.11", "8.1.29", 91, policy, eol),
                view(fleet, "web2", "12.5", "8.10.3", 40, policy, eol),
                view(fleet, "pp1", "10.13", "7.4.33", 12, policy, eol),
                ServerView.of(fleet, fleet.server("silent").orElseThrow(), Contact.NONE, policy, eol, NOW));
    }

    private static ServerView view(Fleet fleet, String id, String debian, String php, int disk, Policy policy,
            EndOfLife eol) {
        String text = """
                X|os|L|ID=debian
                X|os|E|0
                X|debian|L|%s
                X|debian|E|0
                X|df|L|/dev/sda1 1000 %d %d %d%% /
                X|df|E|0
                X|loadavg|L|0.5 1.5 0.5
                X|loadavg|E|0
                X|dpkg|L|ii |php8.1-fpm|%s-1~deb11u1
                X|dpkg|L|ii |mariadb-server|1:10.5.26-0+deb11u2
                X|dpkg|E|0
                X|end|E|0
                """.formatted(debian, disk * 10, 1000 - disk * 10, disk, php);
        return ServerView.of(fleet, fleet.server(id).orElseThrow(), Contact.remembered(
                FactsParser.parse(new ProbeOutput(NOW, false, null, null, false, "X", text))), policy, eol, NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            ``                                          | web1 web2 pp1 silent
            acme                                        | web1 pp1
            ACME sarl                                   | web1 pp1
            "acme sarl"                                 | web1 pp1
            os:debian10                                 | pp1
            os:debian<12                                | web1 pp1
            os:debian>=12                               | web2
            os<12                                       | web1 pp1
            os:debian                                   | web1 web2 pp1
            os:?                                        | silent
            -os:?                                       | web1 web2 pp1
            php<8.1                                     | pp1
            php<=8.1                                    | web1 pp1
            php>8.1                                     | web2
            php:8.1                                     | web1
            php=8.1.29                                  | web1
            php:8                                       | web1 web2
            php!=8.1                                    | web2 pp1
            disk>85                                     | web1
            disque>85%                                  | web1
            disk:>85                                    | web1
            disk<50                                     | web2 pp1
            charge>1,4                                  | web1 web2 pp1
            -role:preproduction                         | web1 web2 silent
            rôle:production                             | web1 web2
            os:debian10 php<8.1 -role:production acme   | pp1
            os:debian10 php<8.1 -role:preproduction acme | -
            disk>85 ou os:debian10                      | web1 pp1
            disk>85 OR os:debian10 acme                 | web1 pp1
            (disk>85 or bora) -silent                   | web1 web2
            -(acme or silent)                           | web2
            --acme                                      | web1 pp1
            base:mariadb10.5                            | web1 web2 pp1
            db:mysql                                    | -
            état:inconnu                                | web2 pp1 silent
            tag:ha plan:ha/l2                           | web1
            site:www.acme.test                          | web1
            https://www.acme.test                       | web1
            pénalité>1                                  | web1 pp1
            pénalité:4                                  | web1
            203.0.113.13                                | silent
            eol:danger                                  | web1 pp1
            """)
    void filtersFindWhatTheyAskFor(String text, String ids) throws QueryException {
        Query query = Query.parse(text);
        List<String> found = views.stream().filter(query).map(ServerView::id).toList();
        assertEquals(ids == null ? "" : ids, String.join(" ", found));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            acme "open          | 5
            (acme               | 0
            acme)               | 4
            acme -              | 6
            or acme             | 0
            acme or             | 7
            acme colour:red     | 5
            php<abc             | 4
            disk>full           | 5
            role<production     | 4
            disk:               | 5
            ()                  | 1
            """)
    void whatCannotBeReadIsPointedAt(String text, int position) {
        QueryException e = assertThrows(QueryException.class, () -> Query.parse(text));
        assertEquals(position, e.position());
    }

    @Test
    void keysAndValuesAreProposed() {
        assertEquals(List.of("php:"), Completion.at("os:debian ph", 12, views, false).proposals());
        assertEquals(10, Completion.at("os:debian ph", 12, views, false).start());
        assertEquals(List.of("disque>"), Completion.at("-dis", 4, views, true).proposals());
        assertEquals(List.of("os:debian10", "os:debian11", "os:debian12"),
                Completion.at("os:", 3, views, false).proposals());
        assertEquals(List.of("rôle:preproduction", "rôle:production"),
                Completion.at("rôle:p", 6, views, true).proposals());
        assertEquals(List.of("client:\"acme sarl\"", "client:acme"),
                Completion.at("client:a", 8, views, true).proposals().stream().sorted().toList());
        assertEquals(List.of(), Completion.at("", 0, views, true).proposals());
    }

    @Test
    void anythingTypedGivesAnAnswerOrAPlace() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {"php", "<", ">=", ":", "8.1", "(", ")", "-", "\"", " ", "or", "disk", "85%", "é", "?", "os"};
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Query query = Query.parse(text.toString());
                views.forEach(query::test);
            } catch (QueryException e) {
                assertTrue(e.position() >= 0 && e.position() <= text.length(), "seed " + seed + ": " + text);
            }
            Completion.at(text.toString(), random.nextInt(text.length() + 1), views, true);
        }
    }

    @Test
    void nestingHasALimitInsteadOfAnOverflow() {
        assertThrows(QueryException.class, () -> Query.parse("(".repeat(100_000)));
        assertThrows(QueryException.class, () -> Query.parse("-".repeat(100_000)));
    }

    @Test
    void fiveThousandServersAreFilteredWithAllOfThemSeen() throws QueryException {
        List<ServerView> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            many.add(views.get(i % views.size()));
        }
        Query query = Query.parse("os:debian<12 or php<8.2 -role:preproduction");
        assertEquals(2500, many.stream().filter(query).count());
    }
}
