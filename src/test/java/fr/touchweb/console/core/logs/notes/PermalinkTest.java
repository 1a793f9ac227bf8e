package fr.touchweb.console.core.logs.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PermalinkTest {
    private static final String PARTS = "aZ09-_.~ é日%?#&+=:@'\"<>[]{}|\\^`/";

    @Test
    void bothFormsLeadBackToTheSameLine() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder path = new StringBuilder("/");
            for (int length = 1 + random.nextInt(20); length > 0; length--) {
                path.append(PARTS.charAt(random.nextInt(PARTS.length())));
            }
            Permalink link = new Permalink("acme-web" + random.nextInt(9), path.append('x').toString(),
                    random.nextLong(1L << 50));
            assertEquals(Optional.of(link), Permalink.parse(link.address().toString()), "seed " + seed);
            assertEquals(Optional.of(link), Permalink.parse(" " + link + "\n"), "seed " + seed);
        }
        assertEquals("tw-console://acme-web1/var/log/a%20b.log@12",
                new Permalink("acme-web1", "/var/log/a b.log", 12).address().toString());
    }

    @Test
    void whatIsNoLinkIsNone() {
        for (String none : List.of("", "acme-web1", "acme-web1:relative@1", "acme-web1:/a@x", "tw-console:",
                "tw-console://", "tw-console:///a@1", "tw-console://web1/a", "tw-console://web1/a@-1",
                "tw-console://web1/a@1?b", "tw-console://web1/a@1#b", "tw-console://web1/a b@1",
                "tw-console://web1/a@9999999999999999999")) {
            assertEquals(Optional.empty(), Permalink.parse(none), none);
        }
    }
}
