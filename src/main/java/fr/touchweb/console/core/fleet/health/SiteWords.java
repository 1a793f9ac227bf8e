package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;

/** A reading of a site in one line, for sheets. */
public final class SiteWords {
    private SiteWords() {}

    public static Message of(SiteReading reading, Instant now) {
        return switch (reading) {
            case SiteReading.NotAllowed none -> none.reason();
            case SiteReading.Unmeasured none -> none.reason();
            case SiteReading.Answered answer -> {
                String status = String.valueOf(answer.status());
                String millis = String.valueOf(answer.firstByte().toMillis());
                if (answer.certificateProblem() != null) {
                    yield Message.of("fleet.site.answeredUntrusted", status, millis, answer.certificateProblem());
                }
                Instant ends = answer.certificateEnds();
                yield ends == null
                        ? Message.of("fleet.site.answered", status, millis)
                        : Message.of("fleet.site.answeredTls", status, millis, Duration.between(now, ends).toDays());
            }
        };
    }
}
