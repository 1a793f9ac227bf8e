package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.shell.Words;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrettyTest {
    private static final Words WORDS = new Words(Language.FRENCH, ZoneId.of("UTC"));

    @Test
    void jsonIsSetOutAndWhatOnlyBeginsLikeItStays() {
        assertEquals("{\n  \"order\" : 80001,\n  \"carrier\" : \"relais\"\n}",
                Pretty.value("{\"order\":80001,\"carrier\":\"relais\"}"));
        for (String none : List.of("[client 192.0.2.1] text", "{not json", "", "42", "a:b", "O:")) {
            assertEquals(none, Pretty.value(none));
        }
    }

    /** Made by PHP 8.2: serialize(['prix' => 12.5, 'été' => [true, null, -3]]) and an object with a private member. */
    @Test
    void whatPhpSerialisedIsSetOut() {
        assertEquals(
                "{\n  \"prix\" : 12.5,\n  \"été\" : {\n    \"0\" : true,\n    \"1\" : null,\n    \"2\" : -3\n  }\n}",
                Pretty.value("a:2:{s:4:\"prix\";d:12.5;s:5:\"été\";a:3:{i:0;b:1;i:1;N;i:2;i:-3;}}"));
        assertEquals("{\n  \"class\" : \"Cart\",\n  \"id\" : 7,\n  \"note\" : \"a;\\\"b\"\n}",
                Pretty.value("O:4:\"Cart\":2:{s:8:\"\0Cart\0id\";i:7;s:4:\"note\";s:4:\"a;\"b\";}"));
    }

    @Test
    void whatIsCutOrLiesAboutItsLengthStaysAsItIs() {
        String whole = "a:2:{s:4:\"prix\";d:12.5;s:1:\"n\";a:1:{i:0;s:2:\"ab\";}}";
        for (int end = 2; end < whole.length(); end++) {
            String part = whole.substring(0, end);
            assertEquals(part, Pretty.value(part));
        }
        for (String lie : List.of("a:1:{s:999999999:\"a\";i:1;}", "a:1:{i:0;i:1;}x", "a:-1:{}",
                "a:2147483647:{i:0;i:1;}",
                "a:1:{i:0;" + "a:1:{i:0;".repeat(5_000))) {
            assertEquals(lie, Pretty.value(lie));
        }
    }

    @Test
    void sqlAndPathsAreSetOut() {
        assertEquals("SELECT 'a FROM b'\nFROM `t`\nLEFT JOIN u\nWHERE x = 1\nAND y = 2",
                Pretty.sql("SELECT 'a FROM b' FROM `t` LEFT JOIN u WHERE x = 1 AND y = 2").replaceAll(" +\n", "\n"));
        assertEquals("/recherche?s=été+100%", Pretty.path("/recherche?s=%C3%A9t%C3%A9+100%25"));
        assertEquals("/100%", Pretty.path("/100%"));
    }

    /** A browser that connected ahead is nobody's fault; a server that did not answer is. */
    @Test
    void noiseOfHaproxyDoesNotStandOut() {
        assertEquals(RowText.Look.MUTED, look("-1/-1/-1/-1/5001 408 212 - - cR-- 12/9/0/0/0 0/0 \"<BADREQ>\"", "408"));
        assertEquals(RowText.Look.MUTED, look("-1/-1/-1/-1/5001 408 212 - - cR-- 12/9/0/0/0 0/0 \"<BADREQ>\"", "cR--"));
        assertEquals(RowText.Look.DANGER,
                look("0/0/1/-1/30001 504 198 - - sH-- 2/2/1/1/0 0/0 \"GET / HTTP/1.1\"", "504"));
        assertEquals(RowText.Look.DANGER,
                look("0/0/1/-1/30001 504 198 - - sH-- 2/2/1/1/0 0/0 \"GET / HTTP/1.1\"", "sH--"));
    }

    /** Timers with names; the row keeps its status where it is narrow. */
    @Test
    void timersOfHaproxyHaveNames() {
        assertEquals("requête 0 · file 0 · connexion 1 · réponse – · ensemble 10\u202f001",
                TimerWords.of("0/0/1/-1/10001", WORDS));
        assertEquals("file 1 · connexion 0 · ensemble 35", TimerWords.of("1/0/+35", WORDS));
        assertEquals("1/x/2", TimerWords.of("1/x/2", WORDS));
        assertEquals("1/2", TimerWords.of("1/2", WORDS));
    }

    private static RowText.Look look(String rest, String piece) {
        LineParser parser = FormatCatalog.plain().parser("haproxy.log", null,
                new LocalTimes(ZoneId.of("UTC"), InstantSource.system()));
        byte[] line = ("Feb  6 12:12:56 localhost haproxy[7]: 192.0.2.2:33313 [06/Feb/2009:12:12:51.443] https~ web/web1 "
                + rest).getBytes(StandardCharsets.UTF_8);
        ParsedLine parsed = parser.parse(line, 0, line.length);
        List<RowText.Piece> pieces = RowText.of(parsed, parsed.level(), false);
        List<RowText.Piece> found = pieces.stream().filter(one -> one.text().equals(piece)).toList();
        assertTrue(found.size() == 1, pieces.stream().map(RowText.Piece::text).collect(Collectors.joining(" | ")));
        return found.getFirst().look();
    }
}
