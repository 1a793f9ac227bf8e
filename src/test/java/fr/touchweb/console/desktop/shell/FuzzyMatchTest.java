package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {
    private static List<String> names(PaletteIndex index, String query) {
        return index.find(query, 10).stream().map(f -> f.entry().name()).toList();
    }

    private static PaletteIndex indexOf(String... names) {
        PaletteIndex index = new PaletteIndex();
        index.add(query -> List.of(names).stream()
                .map(n -> new PaletteEntry(Message.of("shell.palette.server"), n, "203.0.113.10", () -> {})).toList());
        return index;
    }

    @Test
    void anyPartOfANameIsEnough() {
        PaletteIndex index = indexOf("acme-web1", "acme-web2", "bora-web1", "cadix-db");
        assertEquals(List.of("acme-web1", "bora-web1"), names(index, "web1"));
        assertEquals(List.of("cadix-db"), names(index, "db"));
        assertEquals(List.of(), names(index, "zz"));
    }

    @Test
    void theBetterFitComesFirst() {
        assertEquals(List.of("web", "web1", "acme-web1", "cobweb"), names(indexOf("cobweb", "acme-web1", "web", "web1"),
                "web"));
    }

    @Test
    void lettersInOrderAreEnough() {
        assertEquals(List.of("acme-web1"), names(indexOf("acme-web1", "bora-db"), "aw1"));
    }

    @Test
    void everyWordMustBeFoundSomewhere() {
        PaletteIndex index = indexOf("acme-web1", "bora-web1");
        assertEquals(List.of("acme-web1"), names(index, "web acme"));
        assertEquals(List.of("acme-web1", "bora-web1"), names(index, "web 203.0.113"));
        assertEquals(List.of(), names(index, "web mysql"));
    }

    @Test
    void accentsAndCaseDoNotCount() {
        assertEquals(List.of("Vérifier le journal"), names(indexOf("Vérifier le journal"), "verif"));
        assertEquals(List.of("Verifier"), names(indexOf("Verifier"), "VÉRI"));
    }

    @Test
    void hitsAreThePlacesOfTheQuery() {
        assertEquals(List.of(5, 6, 7), FuzzyMatch.of("web", "acme-web1", "").orElseThrow().hits());
    }

    @Test
    void withoutAQueryTheOrderOfTheSourceStands() {
        assertEquals(List.of("long name", "b", "a"), names(indexOf("long name", "b", "a"), " "));
    }

    /** Hits are ascending, inside the name, and each part of a name finds the name. */
    @Test
    void everyPartFindsItsName() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(24);
            for (int c = 0; c < length; c++) {
                text.append("abcé-_ 19İß𝒳".codePointAt(random.nextInt(9)) > 0xFFFF
                        ? 'x'
                        : "abcé-_.19Éß".charAt(random.nextInt(11)));
            }
            String name = text.toString();
            int from = random.nextInt(length);
            String part = name.substring(from, from + 1 + random.nextInt(length - from));
            FuzzyMatch match = FuzzyMatch.of(part, name, "").orElse(null);
            assertTrue(match != null, "seed " + seed + ": " + part + " in " + name);
            List<Integer> sorted = new ArrayList<>(match.hits());
            sorted.sort(null);
            assertEquals(sorted, match.hits(), "seed " + seed);
            assertTrue(match.hits().stream().allMatch(h -> h >= 0 && h < name.length()), "seed " + seed);
        }
    }
}
