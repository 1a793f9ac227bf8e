package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one look at a site from this machine gave (G02). */
public sealed interface SiteReading {
    /** Id of the site. */
    String site();

    Instant at();

    /**
     * The site answered.
     *
     * @param status of the first answer; redirections are not followed
     * @param firstByte from the request to the first byte, connecting and TLS included
     * @param certificateEnds end of the certificate that was shown, null for plain HTTP
     * @param certificateProblem why the certificate is not trusted, null when it is or there is none
     */
    record Answered(String site, Instant at, int status, Duration firstByte, @Nullable Instant certificateEnds,
            @Nullable Message certificateProblem) implements SiteReading {}

    /** It could not be measured. */
    record Unmeasured(String site, Instant at, Message reason) implements SiteReading {}

    /** It was not asked for, because the account may not. */
    record NotAllowed(String site, Instant at, Message reason) implements SiteReading {}
}
