package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.diagnose.batch.BatchRun;
import fr.touchweb.console.core.diagnose.cache.CacheDiagnosis;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.RedirectDiagnosis;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import org.jspecify.annotations.Nullable;

/** All diagnoses under one policy. Safe on several threads. */
public interface Diagnosis {
    RedirectDiagnosis redirect();

    CacheDiagnosis cache();

    BatchRun batch();

    /** This machine. */
    Vantage here();

    /** A server of the fleet, by its own curl. */
    Vantage from(Server server);

    /**
     * A server of the fleet as a witness: its web logs as the fleet or else the policy name them.
     *
     * @param site whose root is known, null when none is
     */
    ServerSide side(Server server, @Nullable Site site);
}
