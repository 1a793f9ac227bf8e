package fr.touchweb.console.desktop.ban;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ban.ProxyVantage;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the tab asks of the fleet, within the person's rights; calls block and belong on a task's thread. */
public interface BanWork {
    /**
     * What was found.
     *
     * @param page that was asked for
     * @param server id of the server that the site runs on, null when none is known
     * @param peer id of the other server, null when there is none
     * @param findings one a family of addresses
     * @param lift whether the person may lift a ban on the server; a refusal says why
     * @param byFile whether the server takes requests by a file, for an account that may not ask its daemons
     * @param at moment
     */
    record Report(URI page, @Nullable String server, @Nullable String peer, List<BanFindings> findings, Decision lift,
            boolean byFile, Instant at) {
        public Report {
            findings = List.copyOf(findings);
        }

        /** Id of the server through which the site's one was asked, null when it was asked directly. */
        public @Nullable String through() {
            return findings.stream().map(BanFindings::through).filter(Objects::nonNull).findFirst().orElse(null);
        }
    }

    /**
     * Finds out.
     *
     * @param via id of the server that the site runs on, null for the one that the fleet names
     * @param proxy HTTP proxy to ask through too, null for none
     */
    Report run(URI page, @Nullable String via, @Nullable ProxyVantage proxy, BanDiagnosis.Pause pause,
            Consumer<Message> progress)
            throws IOException, InterruptedException;

    /** Looks once more after a ban was lifted. */
    Seen recheck(URI page, int family, BanDiagnosis.Pause pause) throws IOException, InterruptedException;

    /** Lifts a ban; it stands in the journal. */
    Lifting lift(Report report, Ban ban) throws IOException, InterruptedException;

    /** A ban that was lifted, and for a moment the way back. */
    interface Lifting {
        Ban ban();

        /** False when it was lifted already. */
        boolean done();

        /** What else is to be known, null where there is nothing. */
        @Nullable
        Message note();

        /** Time in which it can still be put back. */
        Duration left(Instant now);

        /** Puts it back. @return false when the time for it is over */
        boolean again() throws IOException, InterruptedException;

        /** Watches whether it comes back; asks the server's daemons, never the site. */
        BanWatch.Watched watch(BanDiagnosis.Pause pause, Consumer<Message> progress)
                throws IOException, InterruptedException;
    }

    /** Asks by a file that the bans of an address are lifted, and follows it until something came of it. */
    Message ask(String server, Cidr address, BanDiagnosis.Pause pause, Consumer<Message> progress)
            throws IOException, InterruptedException;

    BanPolicy policy();

    /** The console's time. */
    Instant now();
}
