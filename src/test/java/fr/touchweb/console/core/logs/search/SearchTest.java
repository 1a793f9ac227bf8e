package fr.touchweb.console.core.logs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.bytes.GzipBytes;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.bytes.StreamBytes;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.CancelledTask;
import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search, against the expression alone on every line and against ripgrep. */
class SearchTest {
    private static final String[] ATOMS = {"a", "b", "Kit", "is", "é", ".", ".*", "[0-9]", "[^a]", "[a-c]", "\\d",
            "\\.",
            "(ab|ba)", "(?:x|yy)?", "(?i)aB", "(?i:Si)k", "a+", "b*", "(ab){2}", "a{1}", "\\Qa.b\\E", "(a|)", "^", "$",
            "\\bé", "(?=a)", "(?!b)", "(?<=a)b", "\\w", "\\s", "[\\]a]", "[ab-]", "\\x61", "(?<n>ab)", "a|b", "é*",
            ".*?", ".*+", "k", "S"};
    private static final String[] PIECES = {"a", "b", "A", "B", "ab", "kit", "KIT", "\u212Ait", "is", "Is", "ſ", "é",
            "É",
            "a.b", ".", "1", "42", " ", "x", "yy", "]", "-", "\r", "\uFFFD", "\t"};

    @TempDir
    private Path folder;

    private static List<String> found(RandomBytes bytes, SearchPattern pattern, int threads, int limit)
            throws Exception {
        List<String> lines = new ArrayList<>();
        FileSearch.Result result = new FileSearch(pattern, threads, limit).search(bytes, 0,
                (offset, b, start, length) -> lines.add(offset + ":"
                        + new String(b, start, Math.min(length, 200), StandardCharsets.UTF_8)),
                TaskControl.UNATTENDED);
        assertEquals(lines.size(), result.lines());
        return lines;
    }

    @Test
    void expressionsFindWhatTheyFindOnEveryLineAlone() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder expression = new StringBuilder();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                expression.append(ATOMS[random.nextInt(ATOMS.length)]);
            }
            boolean ignoreCase = random.nextInt(3) == 0;
            SearchPattern pattern;
            try {
                pattern = SearchPattern.regex(expression.toString(), ignoreCase);
            } catch (SearchPattern.BadPatternException e) {
                continue;
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int line = 0; line < 30; line++) {
                ByteArrayOutputStream one = new ByteArrayOutputStream();
                for (int i = random.nextInt(8); i > 0; i--) {
                    one.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                    if (random.nextInt(40) == 0) {
                        one.write(0xE9);
                    }
                }
                String decoded = one.toString(StandardCharsets.UTF_8);
                String seen = decoded.endsWith("\r") ? decoded.substring(0, decoded.length() - 1) : decoded;
                if (pattern.pattern().matcher(seen).find()) {
                    expected.add(text.size() + ":" + decoded);
                }
                text.writeBytes(one.toByteArray());
                text.write('\n');
            }
            List<String> lines = new ArrayList<>();
            byte[] all = text.toByteArray();
            new BlockSearch(pattern, all, all.length).search(all, 0, all.length, (b, start, end) -> lines
                    .add(start + ":" + new String(b, start, end - start, StandardCharsets.UTF_8)));
            assertEquals(expected, lines,
                    "seed " + seed + ", round " + round + ", " + expression + (ignoreCase ? " -i" : ""));
        }
    }

    private static List<String> needs(String expression, boolean ignoreCase) throws Exception {
        return SearchPattern.regex(expression, ignoreCase).needs().stream()
                .map(group -> String.join("|", group.stream().map(Needle::text).toList())).toList();
    }

    @Test
    void whatAMatchCannotDoWithout() throws Exception {
        assertEquals(List.of("\" 50", " "), needs("\" 50[0-9] ", false));
        assertEquals(List.of("phone", "afar"), needs("(?i)iphone.*safari", false));
        assertEquals(List.of("error|timeout|refused"), needs("error|timeout|refused", false));
        assertEquals(List.of("upstream ", " timed out|prematurely closed"),
                needs("upstream .*( timed out|prematurely closed)", false));
        assertEquals(List.of("aa"), needs("aa(bb)?(cc)*", false));
        assertEquals(List.of("GET /", ".php"), needs("GET /\\w+\\.php", false));
        assertEquals(List.of(), needs("\\d+|x", false));
        assertEquals(List.of(), needs("(?x) a b", false));
        assertNotNull(SearchPattern.regex("\" 50[0-9] ", false).sequence());
        assertNotNull(SearchPattern.regex("(?i)iphone.*safari", false).sequence());
        assertNull(SearchPattern.regex("a|b", false).sequence());
    }

    @Test
    void piecesOfALargeFileMeetWithoutLosingOrDoublingALine() throws Exception {
        Random random = new Random(11);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        while (text.size() < 7 << 20) {
            boolean hit = random.nextInt(9) == 0;
            String line = "x".repeat(random.nextInt(300)) + (hit ? "needle" : "needl")
                    + "y".repeat(random.nextInt(300));
            if (random.nextInt(2_000) == 0) {
                line += "z".repeat(1_500_000);
            }
            if (hit) {
                expected.add(text.size() + ":" + line.substring(0, Math.min(200, line.length())));
            }
            text.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        text.writeBytes("last needle".getBytes(StandardCharsets.US_ASCII));
        expected.add(text.size() - 11 + ":last needle");
        Path file = folder.resolve("large.log");
        Files.write(file, text.toByteArray());
        Path zipped = folder.resolve("large.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(text.toByteArray());
        }
        for (SearchPattern pattern : List.of(SearchPattern.literal("needle", false),
                SearchPattern.regex("n(ee|oo)d[l-m]e", false))) {
            for (int threads : new int[]{1, 2, 3}) {
                try (RandomBytes bytes = RandomBytes.of(file)) {
                    assertEquals(expected, found(bytes, pattern, threads, 4 << 20));
                }
            }
            try (RandomBytes bytes = GzipBytes.inflated(RandomBytes.of(zipped))) {
                assertEquals(expected, found(bytes, pattern, 2, 4 << 20));
            }
        }
    }

    @Test
    void aLineLongerThanTheLimitIsLookedAtInItsBeginningAndCounted() throws Exception {
        byte[] text = ("needle" + "x".repeat(5 << 20) + "needle\nneedle\n").getBytes(StandardCharsets.US_ASCII);
        Path file = folder.resolve("long.log");
        Files.write(file, text);
        for (boolean stream : new boolean[]{false, true}) {
            try (RandomBytes bytes = stream
                    ? new StreamBytes(Files.newInputStream(file))
                    : RandomBytes.of(file)) {
                FileSearch.Result result = new FileSearch(SearchPattern.literal("needle", false), 2, 1 << 20)
                        .search(bytes, 0, null, TaskControl.UNATTENDED);
                assertEquals(new FileSearch.Result(2, 0, 1), result);
            }
        }
    }

    @Test
    void anExpressionThatBacktracksForEverIsToldAsUndecided() throws Exception {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "x".repeat(300) + "\nxxxxz\n");
        try (RandomBytes bytes = RandomBytes.of(file)) {
            FileSearch.Result result = new FileSearch(SearchPattern.regex("(x+)*\\1[yz]", false), 2,
                    1 << 20).search(bytes,
                            0, null, TaskControl.UNATTENDED);
            assertEquals(new FileSearch.Result(1, 1, 0), result);
        }
        assertThrows(SearchPattern.BadPatternException.class, () -> SearchPattern.regex("(", false));
    }

    @Test
    void wordsStandAlone() {
        BlockSearch word = new BlockSearch(SearchPattern.word("cart", true), new byte[0], 0);
        for (String line : List.of("a cart", "Cart.php", "/cart/")) {
            assertTrue(word.matches(line.getBytes(StandardCharsets.UTF_8), 0, line.length()), line);
        }
        assertFalse(word.matches("carton".getBytes(StandardCharsets.UTF_8), 0, 6));
    }

    @Test
    void aCancelledSearchEnds() throws Exception {
        Path file = folder.resolve("c.log");
        Files.writeString(file, "line\n".repeat(2_000_000));
        try (RandomBytes bytes = RandomBytes.of(file)) {
            assertThrows(CancellationException.class,
                    () -> new FileSearch(SearchPattern.literal("x", false), 2, 1 << 20).search(bytes, 0, null,
                            CancelledTask.CONTROL));
        }
    }

    @Test
    void countsAsRipgrepDoes() throws Exception {
        Path program = RealPeer.require("rg");
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("www.boutique.fr 198.51.100.").append(random.nextInt(255)).append(" \"GET /fr/panier-")
                    .append(random.nextInt(999)).append(" HTTP/1.1\" ").append(200 + random.nextInt(310))
                    .append(random.nextBoolean() ? " iPhone Mobile Safari/604\n" : " Firefox\n");
        }
        Path file = folder.resolve("rg.log");
        Files.writeString(file, text);
        for (String expression : List.of("\" 50[0-9] ", "(?i)iphone.*safari", "panier-1\\d\\d ", "Firefox$",
                "^www.*304",
                "40[34]|50[234]", "[^0-9]7{2} ")) {
            Process rg = new ProcessBuilder(program.toString(), "-c", expression, file.toString()).start();
            String counted = new String(rg.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            try (RandomBytes bytes = RandomBytes.of(file)) {
                FileSearch.Result result = new FileSearch(SearchPattern.regex(expression, false), 2, 1 << 20)
                        .search(bytes, 0, null, TaskControl.UNATTENDED);
                assertEquals(counted, String.valueOf(result.lines()), expression);
            }
        }
    }
}
