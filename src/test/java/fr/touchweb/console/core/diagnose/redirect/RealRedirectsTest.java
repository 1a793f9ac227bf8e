package fr.touchweb.console.core.diagnose.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.CurlProbe;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.proof.ServerProof;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.diagnose.rules.NginxRules;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.diagnose.rules.RuleRequest;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestWeb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every signature, every precedence and every proof on the servers themselves. */
class RealRedirectsTest {
    @TempDir
    static Path folder;

    private static RealServers servers;
    private static TestWeb web;
    private static Vantage here;
    private static RemoteHost host;
    private static RedirectRunner runner;

    private final OwnControl control = new OwnControl();

    @BeforeAll
    static void start() throws Exception {
        servers = RealServers.start(folder.resolve("web"));
        web = servers.web();
        here = servers.here();
        host = servers.host();
        runner = servers.runner();
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    private RedirectReport run(String url) throws Exception {
        return runner.run(RedirectRequest.of(WebAddress.parse(url)), here, control, RedirectListener.NOBODY);
    }

    private RedirectReport proven(String url) throws Exception {
        RedirectReport chain = runner.run(
                RedirectRequest.of(WebAddress.parse(url)).measuring(RedirectRequest.Measure.NONE), here, control,
                RedirectListener.NOBODY);
        return runner.prove(chain, 1, here, servers.side(), control,
                RedirectListener.NOBODY);
    }

    private static String reasons(Judgement judgement) {
        Texts texts = new Texts(Language.ENGLISH);
        return judgement.verdict() + " " + judgement.origin() + " " + judgement.confidence() + " "
                + judgement.evidence().stream().map(e -> "+" + e.decibans() + " " + texts.get(e.reason())).toList();
    }

    @ParameterizedTest
    @CsvSource({"http://shop.test/hap301, FRONT_END, HAPROXY", "http://shop.test/hap302, FRONT_END, HAPROXY",
            "https://shop.test/hap301, FRONT_END, HAPROXY", "http://shop.test/hap-return, FRONT_END, HAPROXY",
            "http://shop.test/to-https/x, FRONT_END, HAPROXY",
            "http://shop.test/vhost-redirect, BEFORE_APPLICATION, APACHE",
            "https://shop.test/vhost-rewrite, BEFORE_APPLICATION, APACHE",
            "http://shop.test/ht-rewrite, BEFORE_APPLICATION, APACHE",
            "http://apache.test/ht-redirect, BEFORE_APPLICATION, APACHE",
            "http://shop.test/folder, BEFORE_APPLICATION, APACHE", "http://shop.test/ngx301, FRONT_END, NGINX",
            "http://nginx.test/ngx302, FRONT_END, NGINX", "http://shop.test/r.php, APPLICATION, PHP",
            "http://apache.test/found.php, APPLICATION, PHP", "https://shop.test/r.php?ms=100, APPLICATION, PHP",
            "http://shop.test/r.php?ms=300, APPLICATION, PHP", "http://shop.test/ngx-php0, APPLICATION, PHP",
            "http://shop.test/ngx-php300, APPLICATION, PHP", "http://shop.test/session.php, APPLICATION, PHP",
            "http://shop.test/powered.php, APPLICATION, PHP", "http://shop.test/presta.php, APPLICATION, PRESTASHOP",
            "http://shop.test/wp.php, APPLICATION, WORDPRESS", "https://shop.test/symfony.php, APPLICATION, SYMFONY"})
    void everyOriginIsToldFromOutside(String url, Verdict verdict, Origin origin) throws Exception {
        RedirectReport report = run(url);
        Judgement judgement = report.hop(1).orElseThrow().judgement();
        assertEquals(verdict, judgement.verdict(), () -> reasons(judgement));
        assertEquals(origin, judgement.origin(), () -> reasons(judgement));
        assertFalse(report.hop(1).orElseThrow().provisional());
        assertTrue(report.hop(1).orElseThrow().timing().probes() >= 7);
    }

    @Test
    void whatVarnishKeptIsACopy() throws Exception {
        run("http://shop.test/kept-slow");
        RedirectReport report = run("http://shop.test/kept-slow");
        Judgement judgement = report.hop(1).orElseThrow().judgement();
        assertEquals(Verdict.CACHE, judgement.verdict(), () -> reasons(judgement));
        assertEquals(Origin.VARNISH, judgement.origin());
        assertTrue(report.hop(1).orElseThrow().timing().high() < 50, "fast, though the application takes 300 ms");
        Judgement proven = proven("http://shop.test/kept-slow").hop(1).orElseThrow().judgement();
        assertEquals(Verdict.CACHE, proven.verdict(), () -> reasons(proven));
        assertEquals(Confidence.CERTAIN, proven.confidence(), () -> reasons(proven));
    }

    @Test
    void whatNginxKeptIsACopyAndASilentCopyIsNotTakenForItsOwnRule() throws Exception {
        run("http://shop.test/ngx-kept/said");
        Judgement said = run("http://shop.test/ngx-kept/said").hop(1).orElseThrow().judgement();
        assertEquals(Verdict.CACHE, said.verdict(), () -> reasons(said));
        Judgement sure = proven("http://shop.test/ngx-kept/said").hop(1).orElseThrow().judgement();
        assertEquals(Verdict.CACHE, sure.verdict(), () -> reasons(sure));
        run("http://shop.test/ngx-kept/silent");
        HopDiagnosis silent = proven("http://shop.test/ngx-kept/silent").hop(1).orElseThrow();
        assertTrue(silent.proof().lines().stream().anyMatch(l -> l.file().contains("nginx")), silent::toString);
        assertEquals(Verdict.BEFORE_APPLICATION, silent.judgement().verdict(), () -> reasons(silent.judgement()));
    }

    @ParameterizedTest
    @CsvSource({"http://shop.test/hap301, FRONT_END, HAPROXY, haproxy.cfg",
            "https://shop.test/hap302, FRONT_END, HAPROXY, haproxy.cfg",
            "http://shop.test/to-https/a?b=c, FRONT_END, HAPROXY, haproxy.cfg",
            "http://shop.test/to-www, FRONT_END, HAPROXY, haproxy.cfg",
            "http://shop.test/hap-return, FRONT_END, HAPROXY, haproxy.cfg",
            "http://shop.test/vhost-redirect, FRONT_END, APACHE, apache2.conf",
            "http://shop.test/vhost-redirect/below, FRONT_END, APACHE, apache2.conf",
            "https://shop.test/vhost-rewrite, FRONT_END, APACHE, apache2.conf",
            "http://shop.test/ht-rewrite, HTACCESS, HTACCESS, .htaccess",
            "https://shop.test/ht-redirect, HTACCESS, HTACCESS, .htaccess",
            "http://shop.test/ht-match/a/b, HTACCESS, HTACCESS, .htaccess",
            "http://shop.test/ht-query?x=1, HTACCESS, HTACCESS, .htaccess",
            "http://shop.test/ht-cond?id=42, HTACCESS, HTACCESS, .htaccess",
            "http://shop.test/deep/old, HTACCESS, HTACCESS, .htaccess",
            "http://shop.test/ngx301, FRONT_END, NGINX, nginx.conf",
            "http://shop.test/ngx-rewrite/x?y=z, FRONT_END, NGINX, nginx.conf",
            "http://shop.test/ngx-if?id=7, FRONT_END, NGINX, nginx.conf",
            "http://shop.test/folder, FRONT_END, APACHE, ''", "http://shop.test/r.php, APPLICATION, PHP, ''",
            "https://shop.test/r.php?ms=100, APPLICATION, PHP, ''",
            "http://shop.test/presta.php, APPLICATION, PRESTASHOP, ''",
            "http://shop.test/ngx-php0, APPLICATION, PHP, ''"})
    void theServerProvesEachOrigin(String url, Verdict verdict, Origin origin, String file) throws Exception {
        HopDiagnosis hop = proven(url).hop(1).orElseThrow();
        Judgement judgement = hop.judgement();
        Proof proof = hop.proof();
        String all = reasons(judgement) + " " + proof;
        assertEquals(verdict, judgement.verdict(), all);
        assertEquals(origin, judgement.origin(), all);
        assertEquals(Confidence.CERTAIN, judgement.confidence(), all);
        assertEquals(List.of(), proof.gaps(), all);
        assertFalse(proof.lines().isEmpty(), all);
        if (!file.isEmpty()) {
            Rule rule = proof.rules().getFirst();
            assertEquals(Rule.Fit.CERTAIN, rule.fit(), all);
            assertTrue(rule.file().endsWith(file), all);
            String line = Files.readAllLines(Path.of(rule.file())).get(rule.line() - 1).strip();
            assertEquals(line, rule.text());
        } else {
            assertEquals(List.of(), proof.rules(), all);
        }
    }

    /** The answers are Apache's own; the rule that is named must be the one that they came from. */
    @ParameterizedTest
    @CsvSource({"/both-vhost, /from-vhost-rewrite, APACHE", "/both-ht, /from-ht-rewrite, HTACCESS",
            "/all, /from-vhost-rewrite, APACHE", "/vhost-and-ht, /from-vhost-rewrite, APACHE",
            "/vhost-redirect-and-ht, /from-vhost-redirect, APACHE"})
    void precedenceIsApaches(String path, String target, Origin origin) throws Exception {
        HopDiagnosis hop = proven("http://shop.test" + path).hop(1).orElseThrow();
        assertEquals("http://shop.test" + target, hop.hop().target().toString());
        Rule rule = hop.proof().rules().getFirst();
        assertEquals(origin, rule.origin());
        assertTrue(rule.text().contains(target), rule.text());
        assertEquals(Rule.Fit.CERTAIN, rule.fit());
    }

    @ParameterizedTest
    @CsvSource({"http://shop.test/ht-possible, HTACCESS", "http://shop.test/hap-possible, HAPROXY"})
    void whatCannotBeEvaluatedIsPossibleNeverCertain(String url, Origin origin) throws Exception {
        HopDiagnosis hop = proven(url).hop(1).orElseThrow();
        Rule rule = hop.proof().rules().getFirst();
        assertEquals(origin, rule.origin());
        assertEquals(Rule.Fit.POSSIBLE, rule.fit());
        assertFalse(rule.doubts().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"http://shop.test/hap301, FRONT_END, HAPROXY, CERTAIN",
            "http://shop.test/r.php, APPLICATION, PHP, CERTAIN",
            "http://shop.test/ht-rewrite, BEFORE_APPLICATION, APACHE, HIGH"})
    void withoutConfigurationsTheLogsSayWhatTheyCanAndNoMore(String url, Verdict verdict, Origin origin,
            Confidence confidence) throws Exception {
        ProofPolicy house = Figures.HOUSE.proof();
        ProofPolicy none = new ProofPolicy(List.of(), List.of(), List.of(), house.configKilobytes(),
                house.configFilesMost(), 1_500, house.logTailKilobytes());
        RedirectRunner blind = new RedirectRunner(Figures.HOUSE.redirect(), Figures.QUICK, new Pace(), web::resolve,
                new ServerProof(none, Figures.HOUSE.redirect(), Figures.QUICK, InstantSource.system()),
                InstantSource.system());
        RedirectReport chain = blind.run(RedirectRequest.of(WebAddress.parse(url)), here, control,
                RedirectListener.NOBODY);
        Judgement judgement = blind.prove(chain, 1, here, new ServerSide("web1", new NoTools(host), web.logs(), null),
                control, RedirectListener.NOBODY).hop(1).orElseThrow().judgement();
        assertEquals(verdict, judgement.verdict(), () -> reasons(judgement));
        assertEquals(origin, judgement.origin(), () -> reasons(judgement));
        assertEquals(confidence, judgement.confidence(), () -> reasons(judgement));
    }

    /** An account in a jail: files, and no commands. */
    private record NoTools(RemoteHost host) implements RemoteHost {
        @Override
        public String name() {
            return host.name();
        }

        @Override
        public CommandResult run(Command command)
                throws RemoteException {
            throw new RemoteException(
                    RemoteException.Kind.UNSUPPORTED,
                    Message.of("ssh.error.lost", "jail"), null);
        }

        @Override
        public RemoteProcess start(Command command)
                throws RemoteException {
            throw new IllegalStateException("no process is started");
        }

        @Override
        public RemoteFiles files()
                throws RemoteException, InterruptedException {
            return host.files();
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(false, true, true, "dev", Set.of(), false,
                    null, null, null);
        }
    }

    @Test
    void nginxsOwnDumpIsReadLikeItsFiles() throws Exception {
        String dump = TestSshd.run("nginx", "-T", "-c", web.nginxConfig().toString());
        List<Message> gaps = new ArrayList<>();
        var files = new ConfigFiles(null, Figures.HOUSE.proof(), gaps);
        assertEquals(web.nginxConfig().toString(), files.takeDump(dump).orElseThrow());
        WebAddress address = WebAddress.parse("http://shop.test/ngx301");
        List<Rule> rules = NginxRules
                .read(files, web.nginxConfig().toString())
                .find(new RuleRequest(address, 80, 301,
                        address.follow("/target"), "x", true), web.nginx())
                .rules();
        assertEquals(Rule.Fit.CERTAIN, rules.getFirst().fit());
        assertEquals(Files.readAllLines(web.nginxConfig()).get(rules.getFirst().line() - 1).strip(),
                "location = /ngx301 { return 301 /target; }");
        assertEquals(List.of(), gaps);
    }

    @Test
    void theServerItselfMeasuresByCurl() throws Exception {
        RedirectReport report = run("http://shop.test/r.php?ms=100");
        RedirectReport near = runner.measure(report, 1, new Pinned(new CurlProbe("web1", host, Figures.QUICK,
                InstantSource.system())), control, RedirectListener.NOBODY);
        Timing timing = near.hop(1).orElseThrow().timing();
        assertTrue(timing.median() > 99 && timing.median() < 150, timing::toString);
        assertTrue(timing.roundTrip() < 20, timing::toString);
        assertEquals(Verdict.APPLICATION, near.hop(1).orElseThrow().judgement().verdict());
        assertNotNull(near.from());
    }

    /** The shop's name is known to the test alone, so that curl is told where it is. */
    private record Pinned(Vantage curl) implements Vantage {
        @Override
        public Message name() {
            return curl.name();
        }

        @Override
        public Probe ask(
                ProbeRequest request,
                TaskControl control) throws InterruptedException {
            var address = web.resolve(request.address().host(), request.address().port()).getFirst();
            return curl.ask(request.pinnedTo(address.getAddress(), address.getPort()), control);
        }
    }
}
