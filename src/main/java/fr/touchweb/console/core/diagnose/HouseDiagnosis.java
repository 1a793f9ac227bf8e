package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.diagnose.batch.BatchRun;
import fr.touchweb.console.core.diagnose.batch.BatchRunner;
import fr.touchweb.console.core.diagnose.cache.CacheDiagnosis;
import fr.touchweb.console.core.diagnose.cache.CacheRunner;
import fr.touchweb.console.core.diagnose.probe.CurlProbe;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerProof;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.diagnose.redirect.RedirectDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectRunner;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.LogPathPolicy.DefaultLog;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The diagnoses wired together for one policy. */
public final class HouseDiagnosis implements Diagnosis {
    private static final Set<String> WEB = Set.of("haproxy", "apache", "nginx", "php");

    private final Policy policy;
    private final InstantSource clock;
    private final Function<Server, RemoteHost> hosts;
    private final HttpProbe here;
    private final RedirectRunner redirect;
    private final CacheRunner cache;
    private final BatchRunner batch;

    /**
     * @param pace shared by all diagnoses of the console
     * @param anchors issuers to trust beside those of Java
     * @param environment variables of this process
     * @param hosts opens machines of the fleet
     */
    public HouseDiagnosis(Policy policy, Pace pace, Names names, List<X509Certificate> anchors,
            CommandJournal journal, InstantSource clock, Map<String, String> environment,
            Function<Server, RemoteHost> hosts) {
        this.policy = policy;
        this.clock = clock;
        this.hosts = hosts;
        here = new HttpProbe(names, anchors, policy.requests(), journal, clock, environment);
        redirect = new RedirectRunner(policy.redirect(), policy.requests(), pace, names,
                new ServerProof(policy.proof(), policy.redirect(), policy.requests(), clock), clock);
        cache = new CacheRunner(policy.cache(), policy.requests(), policy.proof(), pace, names, clock);
        batch = new BatchRunner(redirect);
    }

    @Override
    public RedirectDiagnosis redirect() {
        return redirect;
    }

    @Override
    public CacheDiagnosis cache() {
        return cache;
    }

    @Override
    public BatchRun batch() {
        return batch;
    }

    @Override
    public Vantage here() {
        return here;
    }

    @Override
    public Vantage from(Server server) {
        return new CurlProbe(server.id(), hosts.apply(server), policy.requests(), clock);
    }

    @Override
    public ServerSide side(Server server, @Nullable Site site) {
        List<String> own = server.logs().stream().filter(HouseDiagnosis::isWeb).map(Server.Log::path).toList();
        List<String> logs = own.isEmpty()
                ? policy.logPaths().of(Objects.requireNonNullElse(server.role(), Role.PRODUCTION).id()).stream()
                        .filter(log -> WEB.contains(log.service()) && !log.path().contains("error")
                                && !log.path().contains("slow"))
                        .map(DefaultLog::path).toList()
                : own;
        return new ServerSide(server.id(), hosts.apply(server), logs, site == null ? null : site.root());
    }

    private static boolean isWeb(Server.Log log) {
        String text = (log.id() + " " + log.path() + " " + log.format()).toLowerCase(Locale.ROOT);
        return WEB.stream().anyMatch(text::contains) && !text.contains("error") && !text.contains("slow")
                || text.contains("access");
    }
}
