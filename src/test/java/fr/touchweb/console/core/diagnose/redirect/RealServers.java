package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerProof;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.TestWeb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** The real servers of a web host, looked at from here and from their own machine. */
record RealServers(TestWeb web, Vantage here, RemoteHost host, RedirectRunner runner) implements AutoCloseable {

    static RealServers start(Path folder) throws Exception {
        TestWeb web = TestWeb.start(folder);
        CommandJournal journal = new CommandJournal(Clock.systemUTC());
        ProofPolicy house = Figures.HOUSE.proof();
        ProofPolicy proof = new ProofPolicy(List.of(web.haproxyConfig().toString()),
                List.of(web.apacheConfig().toString()), List.of(web.nginxConfig().toString()), house.configKilobytes(),
                house.configFilesMost(), 1_500, house.logTailKilobytes());
        return new RealServers(web,
                new HttpProbe(web::resolve, List.of(web.certificates().issuer()), Figures.QUICK, journal,
                        InstantSource.system()),
                new LocalHost("web1", journal),
                new RedirectRunner(Figures.HOUSE.redirect(), Figures.QUICK, new Pace(), web::resolve,
                        new ServerProof(proof, Figures.HOUSE.redirect(), Figures.QUICK, InstantSource.system()),
                        InstantSource.system()));
    }

    /** As the server's own side of a proof. */
    ServerSide side() {
        return new ServerSide("web1", host, web.logs(), web.root().toString());
    }

    @Override
    public void close() throws Exception {
        web.close();
    }
}
