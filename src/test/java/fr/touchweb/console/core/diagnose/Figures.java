package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.policy.RequestPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The house's figures, and quick ones beside them. */
public final class Figures {
    public static final Policy HOUSE = house();

    /** No pause between requests, little patience. */
    public static final RequestPolicy QUICK = new RequestPolicy(12, 0, 3, List.of(408, 429), 2_000, 100, 700, 700,
            1_500, 400, 65_536, 16_384, 1, 20_000);

    private Figures() {}

    private static Policy house() {
        try {
            return new Policies(Path.of("/nowhere")).load("tw");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The quick figures with another pause. */
    public static RequestPolicy pausing(int millis) {
        return new RequestPolicy(12, millis, 3, List.of(408, 429), 2_000, 100, 700, 700, 1_500, 400, 65_536, 16_384, 1,
                20_000);
    }
}
