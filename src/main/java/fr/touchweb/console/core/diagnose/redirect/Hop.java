package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a chain, from a single request.
 *
 * @param number from 1
 * @param address what was asked
 * @param probe the request that drew the chain; also the warm-up of the measure
 * @param kind what the step is
 * @param location the Location header as it came, null without one
 * @param target where it leads, null when it leads nowhere that can be asked
 * @param privateTarget whether {@code target} is an address of an inner network, which is shown before it is followed
 * @param hsts value of Strict-Transport-Security, null without one
 * @param remarks what else a person should know of this step
 */
public record Hop(int number, WebAddress address, Probe probe, Kind kind, @Nullable String location,
        @Nullable WebAddress target, boolean privateTarget, @Nullable String hsts, List<Message> remarks) {
    public Hop {
        remarks = List.copyOf(remarks);
    }

    /** What a step is. */
    public enum Kind {
        /** Sends elsewhere. */
        REDIRECT,
        /** Only from HTTP to HTTPS of the same address: normal on these front ends (G63). */
        TO_HTTPS,
        /** The end of the chain, whatever its status. */
        FINAL,
        /** No answer. */
        FAILED
    }

    /** HTTP status, -1 without an answer. */
    public int status() {
        return probe.status();
    }

    public boolean redirects() {
        return kind == Kind.REDIRECT || kind == Kind.TO_HTTPS;
    }
}
