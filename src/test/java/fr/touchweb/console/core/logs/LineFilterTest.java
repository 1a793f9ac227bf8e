package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter.Verdict;
import fr.touchweb.console.core.logs.follow.JournalSource;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Conditions as a person types them. */
class LineFilterTest {
    private static final String FAILED = "198.51.100.14 - - [13/Jan/2025:10:00:02 +0100] \"GET /a HTTP/1.1\" 503 12 "
            + "\"-\" \"Mozilla/5.0 (X11)\"";
    private static final String ENTRY = """
            {"__CURSOR":"a","__REALTIME_TIMESTAMP":"1736762400000000","PRIORITY":"3","_SYSTEMD_UNIT":"init.scope",\
            "UNIT":"nginx.service","_PID":"711","_HOSTNAME":"web1","MESSAGE":"Failed to start"}""";
    private static final Supplier<ParsedLine> NOT_ASKED = () -> {
        throw new IllegalStateException("no field is asked for");
    };

    private static ParsedLine parsed(String path, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        LineParser parser = FormatCatalog.plain().parser(path, null,
                new LocalTimes(ZoneOffset.UTC, InstantSource.system()));
        return parser.parse(bytes, 0, bytes.length);
    }

    private static boolean passes(String typed, String path, String line) throws Exception {
        return LineFilter.of(typed).passes(line, () -> parsed(path, line));
    }

    @Test
    void severalConditionsAreTypedAtOnce() throws Exception {
        assertEquals(List.of("status>=500", "host:www.acme.test", "-agent:\"Windows NT\"", "timed out"),
                LineFilter.each("status>=500 host:www.acme.test -agent:\"Windows NT\" timed out").stream()
                        .map(LineFilter::query).toList());
        for (String whole : List.of("GET /a:b status of", "\"a word status=5\"", "/level=[a-z]+ status=5/i", "-x y",
                "time:2025-01-13T10:00:00Z..2025-01-13T10:05:00Z", "agent:\"Windows NT\"")) {
            assertEquals(List.of(whole), LineFilter.each(whole).stream().map(LineFilter::query).toList());
        }
        assertTrue(passes("status>=500 GET -status:504", "access.log", FAILED));
        assertFalse(passes("status>=500 GET -status>=503", "access.log", FAILED));
        assertTrue(passes("agent:\"mozilla/5.0 (x\" /5.3/", "access.log", FAILED));
    }

    @Test
    void severalAreOneWithTheSpanOfItsParts() throws Exception {
        String span = "time:2025-01-13T09:00:00Z..2025-01-13T09:05:00Z";
        LineFilter all = LineFilter.all(List.of(LineFilter.of("status>=500"), LineFilter.of(span))).orElseThrow();
        assertTrue(all.passes(FAILED, () -> parsed("access.log", FAILED)));
        assertEquals(LineFilter.of(span).span(), all.during());
        assertNull(LineFilter.of("-" + span).during());
        assertTrue(LineFilter.all(List.of()).isEmpty());
    }

    @Test
    void whatIsTakenFromALineCanBeTypedAgain() throws Exception {
        for (String own : List.of("a status:5", "-x", "\"x\"", "status:5", " x", "/a/", "plain words")) {
            LineFilter literal = LineFilter.literal(own);
            assertEquals(1, LineFilter.each(literal.query()).size(), own);
            assertEquals(Verdict.HIT, LineFilter.of(literal.query()).test("<" + own + ">", NOT_ASKED), own);
        }
        LineFilter agent = LineFilter.field(Field.AGENT, "Mozilla/5.0 (X11)", true);
        assertEquals("-agent:\"Mozilla/5.0 (X11)\"", agent.query());
        assertFalse(passes(agent.query(), "access.log", FAILED));
    }

    @Test
    void aConditionThatCannotHoldIsRefused() {
        for (String typed : List.of("status>=abc", "level>=loud", "priority<=8", "GET duration>soon")) {
            assertThrows(LineFilter.BadFilterException.class, () -> LineFilter.of(typed), typed);
        }
        assertDoesNotThrow(() -> LineFilter.of("rowsExamined>1000 lockTime>250ms level>=err priority:5"));
    }

    @Test
    void aClassOfStatuses() throws Exception {
        for (String holds : List.of("status:5xx", "status=5XX", "status:50x", "-status:4xx", "status!=4xx",
                "status>=5xx",
                "status<=5xx", "status>4xx", "-status>5xx", "-status<5xx")) {
            assertTrue(passes(holds, "access.log", FAILED), holds);
        }
        for (String not : List.of("-status:5xx", "status:4xx", "status:51x", "status!=5xx", "status>5xx", "status<5xx",
                "status>=6xx")) {
            assertFalse(passes(not, "access.log", FAILED), not);
        }
        assertTrue(LineFilter.of("status:5xx").hitsStatus(599));
        assertFalse(LineFilter.of("status:5xx").hitsStatus(499));
        for (String typed : List.of("status:xxx", "status:5x", "bytes:5xx", "status:0xx")) {
            assertThrows(LineFilter.BadFilterException.class, () -> LineFilter.of(typed), typed);
        }
    }

    /** What is looked for in the bytes of a file must be in them however the format writes it. */
    @Test
    void aFieldIsFoundAlsoWhereItsFormatEscapesIt() throws Exception {
        String json = "{\"time\":\"2025-01-13T10:11:12+01:00\",\"path\":\"\\/fr\\/panier\",\"agent\":\"L\\u00e9on \\\"x\\\"\","
                + "\"status\":503}";
        for (String typed : List.of("path:/fr/panier", "agent:\"Léon\"", "status:503", "status:5xx",
                "path=/fr/panier")) {
            LineFilter filter = LineFilter.of(typed);
            assertTrue(filter.passes(json, () -> parsed("app.log", json)), typed);
            assertTrue(filter.pattern().pattern().matcher(json).find(), typed + " by " + filter.pattern().text());
        }
        assertEquals("panier", LineFilter.of("path:/fr/panier").pattern().text());
        assertEquals("503", LineFilter.of("status:503").pattern().text());
        assertEquals("", LineFilter.of("-status:503").pattern().text());
    }

    @Test
    void aPriorityIsSyslogsOwnOrThatOfTheLevel() throws Exception {
        assertTrue(passes("priority<=err", "access.log", FAILED));
        assertFalse(passes("priority<=crit", "access.log", FAILED));
        assertTrue(passes("unit:nginx priority<=3 level>=warning pid:711 host:web1", "journal", ENTRY));
        assertFalse(passes("priority<=2", "journal", ENTRY));
        assertFalse(passes("unit:init", "journal", ENTRY), "what the manager says of a unit is about that unit");
    }

    @Test
    void journalctlLooksForWhatItCan() throws Exception {
        JournalSource all = JournalSource.of("journal").orElseThrow();
        assertEquals(List.of("--unit=*[nN][gG][iI][nN][xX]*", "--priority=0..3", "_PID=711", "+", "SYSLOG_PID=711"),
                JournalMatches.of(LineFilter.of("unit:nginx priority<=3 level>=warning pid:711 -pid:7 started"), all));
        assertEquals(List.of(), JournalMatches.of(LineFilter.of("unit:nginx priority<=3"),
                JournalSource.of("journal:php.service,priority=err").orElseThrow()));
        assertEquals(List.of(), JournalMatches.of(LineFilter.of("-priority<=3"), all));
    }

    @Test
    void aBadExpressionCannotHang() throws Exception {
        LineFilter bad = LineFilter.of("/(a+)+$/");
        assertEquals(LineFilter.Verdict.UNDECIDED, bad.test("a".repeat(5_000) + "b", NOT_ASKED));
        LineFilter deep = LineFilter.of("/(a|b)*c/");
        String line = "ab".repeat(100_000);
        assertEquals(LineFilter.Verdict.UNDECIDED, deep.test(line, NOT_ASKED),
                "neither its steps nor the stack of the thread may be all used up");
        assertEquals(List.of(), deep.places(line));
    }
}
