package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the requests of one run, as many and as fast as the policy allows each host. For one thread. */
public final class Budget {
    private final RequestPolicy policy;
    private final Pace pace;
    private final Map<String, Integer> used = new LinkedHashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();

    public Budget(RequestPolicy policy, Pace pace) {
        this.policy = policy;
        this.pace = pace;
    }

    /** Requests that a host may still get. */
    public int left(String host) {
        return stopped.contains(host) ? 0 : Math.max(0, policy.perHost() - used.getOrDefault(host, 0));
    }

    /** Whether a host asked to be left alone. */
    public boolean stopped(String host) {
        return stopped.contains(host);
    }

    /**
     * Makes a request when its turn has come.
     *
     * @param hasty whether it follows a chain
     * @return null when the host's budget is used up or it asked to be left alone
     */
    public @Nullable Probe ask(ProbeRequest request, Vantage from, boolean hasty, TaskControl control)
            throws InterruptedException {
        String host = request.address().host();
        if (left(host) == 0) {
            return null;
        }
        used.merge(host, 1, Integer::sum);
        pace.await(host, policy, hasty, control);
        Probe probe = from.ask(request, control);
        if (policy.stopStatuses().contains(probe.status())) {
            stopped.add(host);
        }
        return probe;
    }

    public List<RequestCount> counts() {
        return used.entrySet().stream()
                .map(e -> new RequestCount(e.getKey(), e.getValue(), policy.perHost(), stopped.contains(e.getKey())))
                .toList();
    }
}
