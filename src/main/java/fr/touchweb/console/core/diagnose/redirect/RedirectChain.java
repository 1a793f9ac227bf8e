package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain as far as it was followed.
 *
 * @param hops in their order
 * @param loop the cycle, null without one
 * @param end why it ends where it does, null while it is being followed
 * @param endText the same in words, null likewise
 */
public record RedirectChain(List<Hop> hops, @Nullable Loop loop, @Nullable End end, @Nullable Message endText) {
    public static final RedirectChain EMPTY = new RedirectChain(List.of(), null, null, null);

    public RedirectChain {
        hops = List.copyOf(hops);
    }

    /**
     * A cycle: the last hop leads back to an address that was asked before with the same cookies.
     *
     * @param first number of the hop that it leads back to
     * @param last number of the hop that leads back
     */
    public record Loop(int first, int last) {}

    /** Why a chain ends. */
    public enum End {
        /** An answer that is no redirect. */
        ANSWER,
        /** No answer. */
        FAILED, LOOP,
        /** The policy's limit of hops. */
        TOO_LONG,
        /** The policy's limit of requests on one host. */
        BUDGET,
        /** An address of an inner network, not followed yet. */
        PRIVATE_TARGET,
        /** A Location that no client follows: another scheme, no address. */
        BAD_LOCATION,
        /** The host asked for less: 408 or 429. */
        STOPPED
    }

    /** The hop that deserves the full set: the first that is not a plain HTTP to HTTPS, else the first. */
    public @Nullable Hop telling() {
        return hops.stream().filter(h -> h.kind() == Hop.Kind.REDIRECT).findFirst()
                .or(() -> hops.stream().filter(Hop::redirects).findFirst())
                .orElse(hops.isEmpty() ? null : hops.getFirst());
    }
}
