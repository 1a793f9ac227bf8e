package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proven.
 *
 * @param address that was asked
 * @param answer what it answered in the chain
 * @param request the same request once more, with an agent of its own
 * @param userAgent that agent, which the logs are searched for
 * @param send makes that request; null when the budget is used up
 */
public record ProofRequest(WebAddress address, Probe answer, ProbeRequest request, String userAgent, Send send) {

    /** Makes the request that is looked for in the logs. */
    @FunctionalInterface
    public interface Send {
        @Nullable
        Probe now() throws InterruptedException;
    }
}
