package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How far the logs of a server reach back: a merchant notices after two days to two weeks (L04). */
public final class LookBack {
    private LookBack() {}

    /** What to tell when the oldest log is younger than the policy wants; empty when it is old enough, or not known. */
    public static Optional<Message> shortfall(BinlogListing listing, Instant now, BinlogPolicy policy) {
        return listing.files().stream().map(BinlogFile::first).filter(Objects::nonNull).map(Objects::requireNonNull)
                .min(Instant::compareTo).map(oldest -> Duration.between(oldest, now).toDays())
                .filter(days -> days < policy.lookBackDays())
                .map(days -> Message.of("binlog.lookBack", days, policy.lookBackDays()));
    }
}
