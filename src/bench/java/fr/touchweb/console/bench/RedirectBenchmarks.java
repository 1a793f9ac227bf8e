package fr.touchweb.console.bench;

import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerProof;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.diagnose.redirect.RedirectListener;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.diagnose.redirect.RedirectRunner;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestWeb;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a redirect's origin is told right, over links of several lengths, clear and over TLS, from outside and with
 * proof through an OpenSSH server at the far end of the same link; the same from outside with every signature taken off; our
 * server time beside curl's; how long a diagnosis takes at the rate of the house.
 */
final class RedirectBenchmarks implements Benchmark {
    private static final List<Integer> LINKS = List.of(0, 15, 35, 90, 190);
    private static final int TIMES = 21;

    private final Policy policy;
    private final Texts texts = new Texts(Language.ENGLISH);

    /** What answers a path, the verdicts that are right from outside, and the one that the server must prove. */
    private record Case(String name, String path, Set<Verdict> outside, Verdict proven, Origin origin) {}

    private static final Set<Verdict> BEFORE = Set.of(Verdict.BEFORE_APPLICATION, Verdict.FRONT_END);
    private static final Set<Verdict> HTACCESS = Set.of(Verdict.BEFORE_APPLICATION, Verdict.HTACCESS);
    private static final Set<Verdict> APPLICATION = Set.of(Verdict.APPLICATION);
    private static final List<Case> CASES = List.of(
            new Case("HAProxy redirect", "/hap301", BEFORE, Verdict.FRONT_END, Origin.HAPROXY),
            new Case("Apache vhost Redirect", "/vhost-redirect", BEFORE, Verdict.FRONT_END, Origin.APACHE),
            new Case("Apache vhost RewriteRule", "/vhost-rewrite", BEFORE, Verdict.FRONT_END, Origin.APACHE),
            new Case(".htaccess RewriteRule", "/ht-rewrite", HTACCESS, Verdict.HTACCESS, Origin.HTACCESS),
            new Case(".htaccess Redirect", "/ht-redirect", HTACCESS, Verdict.HTACCESS, Origin.HTACCESS),
            new Case("nginx return", "/ngx301", BEFORE, Verdict.FRONT_END, Origin.NGINX),
            new Case("PHP 0 ms, Apache", "/r.php", APPLICATION, Verdict.APPLICATION, Origin.PHP),
            new Case("PHP 0 ms, nginx", "/ngx-php0", APPLICATION, Verdict.APPLICATION, Origin.PHP),
            new Case("PHP 100 ms", "/r.php?ms=100", APPLICATION, Verdict.APPLICATION, Origin.PHP),
            new Case("PHP 300 ms", "/r.php?ms=300", APPLICATION, Verdict.APPLICATION, Origin.PHP),
            new Case("PHP 300 ms kept by Varnish", "/kept-slow", Set.of(Verdict.CACHE, Verdict.BEFORE_APPLICATION),
                    Verdict.CACHE, Origin.VARNISH));

    /** Links on which answers are asked for once more with their signatures taken off. */
    private static final List<Integer> BARE_LINKS = List.of(0, 35, 190);

    RedirectBenchmarks() throws Exception {
        policy = new Policies(Path.of("/nowhere")).load("tw");
    }

    @Override
    public String name() {
        return "redirect";
    }

    @Override
    public void run(Report report) throws Exception {
        for (String program : List.of("haproxy", "apache2", "nginx", "varnishd", "curl", "ip", "sshd")) {
            if (RealPeer.find(program).isEmpty()) {
                report.skipped("everything", "no " + program + " on this machine");
                return;
            }
        }
        if (!TestSshd.isRoot() || !Files.exists(Path.of("/dev/net/tun"))) {
            report.skipped("everything", "a delayed link needs root and /dev/net/tun");
            return;
        }
        Path folder = Files.createTempDirectory("tw-redirect");
        try (DelayedLink link = new DelayedLink();
                TestWeb web = TestWeb.start(folder, link.address(), link.prefix());
                TestSshd sshd = TestSshd.with().at(link.address(), link.prefix()).start(folder.resolve("sshd"));
                SshHosts hosts = hosts(sshd)) {
            accuracy(report, link, web, hosts.connect(sshd.target("web1")));
            bare(report, link, web);
            beside(report, link, web, 0, 1);
            beside(report, link, web, 35, 2);
            duration(report, link, web);
        } finally {
            TestSshd.run("rm", "-r", folder.toString());
        }
    }

    private SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, policy.ssh(),
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    private RequestPolicy rate(int pauseMillis) {
        RequestPolicy house = policy.requests();
        return new RequestPolicy(house.perHost(), pauseMillis, house.burst(), house.stopStatuses(),
                house.resolveMillis(), house.attemptMillis(), house.connectMillis(), house.answerMillis(),
                house.wholeMillis(), house.startMillis(), house.headBytes(), house.startBytes(),
                house.bodyMegabytes(), house.sshMillis());
    }

    private HttpProbe probe(TestWeb web, RequestPolicy rate) throws Exception {
        return new HttpProbe(web::resolve, List.of(web.certificates().issuer()), rate,
                new CommandJournal(Clock.systemUTC()), InstantSource.system());
    }

    private RedirectRunner runner(TestWeb web, RequestPolicy rate) {
        ProofPolicy house = policy.proof();
        ProofPolicy proof = new ProofPolicy(List.of(web.haproxyConfig().toString()),
                List.of(web.apacheConfig().toString()), List.of(web.nginxConfig().toString()),
                house.configKilobytes(), house.configFilesMost(), house.logMillis(), house.logTailKilobytes());
        return new RedirectRunner(policy.redirect(), rate, new Pace(), web::resolve,
                new ServerProof(proof, policy.redirect(), rate, InstantSource.system()), InstantSource.system());
    }

    private void accuracy(Report report, DelayedLink link, TestWeb web, RemoteHost host) throws Exception {
        RequestPolicy rate = rate(0);
        HttpProbe here = probe(web, rate);
        RedirectRunner runner = runner(web, rate);
        ServerSide side = new ServerSide("web1", host, web.logs(), web.root().toString());
        System.out.printf("  %-28s %6s %5s  %-22s %-8s %18s %9s %-9s %s%n", "origin", "link", "", "from outside",
                "", "S [low; high]", "TTFB", "raw rule", "with proof");
        int cells = 0;
        int wrong = 0;
        int undetermined = 0;
        int rawWrong = 0;
        int proven = 0;
        for (int millis : LINKS) {
            link.roundTrip(millis);
            for (String scheme : List.of("http", "https")) {
                for (Case each : CASES) {
                    WebAddress address = WebAddress.parse(scheme + "://shop.test" + each.path);
                    if (each.path.startsWith("/kept")) {
                        here.ask(ProbeRequest.of(address, "first"), new OwnControl());
                    }
                    RedirectReport run = runner.run(RedirectRequest.of(address), here, new OwnControl(),
                            RedirectListener.NOBODY);
                    HopDiagnosis hop = run.hop(1).orElseThrow();
                    Judgement outside = hop.judgement();
                    Judgement inside = runner.prove(run, 1, here, side, new OwnControl(), RedirectListener.NOBODY)
                            .hop(1).orElseThrow().judgement();
                    boolean open = outside.verdict() == Verdict.UNDETERMINED;
                    boolean right = each.outside.contains(outside.verdict());
                    boolean sure = inside.verdict() == each.proven && inside.origin() == each.origin;
                    String raw = raw(hop.timing().browser(), each);
                    cells++;
                    wrong += open || right ? 0 : 1;
                    undetermined += open ? 1 : 0;
                    rawWrong += raw.equals("wrong") ? 1 : 0;
                    proven += sure ? 1 : 0;
                    System.out.printf(Locale.ROOT,
                            "  %-28s %3d ms %-5s  %-22s %-8s %5.1f [%5.1f; %5.1f] %6.1f ms %-9s %s%n",
                            each.name, millis, scheme, outside.verdict().id() + " " + outside.confidence().id(),
                            open ? "open" : right ? "right" : "WRONG", hop.timing().median(), hop.timing().low(),
                            hop.timing().high(), hop.timing().browser(), raw,
                            sure
                                    ? "right"
                                    : "WRONG " + inside.verdict() + " " + inside.origin() + " "
                                            + inside.evidence().stream().map(e -> texts.get(e.reason())).toList());
                }
            }
        }
        report.limited("wrong, of " + cells + " diagnoses from outside", wrong, "", 0);
        report.limited("undetermined from outside", 100.0 * undetermined / cells, "%", 15);
        report.told("wrong by the raw TTFB rule", rawWrong + " of " + cells);
        report.limited("not right with proof", cells - proven, "", 0);
    }

    /** The same from outside when nothing but the time tells who answered. */
    private void bare(Report report, DelayedLink link, TestWeb web) throws Exception {
        RequestPolicy rate = rate(0);
        HttpProbe here = probe(web, rate);
        RedirectRunner runner = runner(web, rate);
        int cells = 0;
        int wrong = 0;
        int undetermined = 0;
        int invisible = 0;
        for (int millis : BARE_LINKS) {
            link.roundTrip(millis);
            for (Case each : CASES) {
                // An application of 0 ms that says nothing of itself cannot be seen from outside (reference C.1).
                boolean fast = each.path.equals("/r.php") || each.path.equals("/ngx-php0");
                if (each.path.startsWith("/kept")) {
                    continue;
                }
                WebAddress address = WebAddress.parse("https://shop.test:" + web.bareTls() + each.path);
                HopDiagnosis hop = runner.run(RedirectRequest.of(address), here, new OwnControl(),
                        RedirectListener.NOBODY).hop(1).orElseThrow();
                Judgement outside = hop.judgement();
                boolean open = outside.verdict() == Verdict.UNDETERMINED;
                boolean right = each.outside.contains(outside.verdict());
                cells += fast ? 0 : 1;
                undetermined += open && !fast ? 1 : 0;
                wrong += open || right || fast ? 0 : 1;
                invisible += fast && !right && !open ? 1 : 0;
                System.out.printf(Locale.ROOT, "  %-28s %3d ms bare   %-22s %-8s %5.1f [%5.1f; %5.1f]%n", each.name,
                        millis, outside.verdict().id() + " " + outside.confidence().id(),
                        open ? "open" : right ? "right" : fast ? "unseen" : "WRONG", hop.timing().median(),
                        hop.timing().low(), hop.timing().high());
            }
        }
        report.limited("wrong without signatures, of " + cells, wrong, "", 0);
        report.told("undetermined without signatures", undetermined + " of " + cells);
        report.told("applications of 0 ms taken for what is before them", invisible + " of " + 2 * BARE_LINKS.size());
    }

    /** What the guide's rule says of the time that a browser shows. */
    private String raw(double browser, Case each) {
        boolean application = each.outside.contains(Verdict.APPLICATION);
        if (browser < policy.redirect().frontEndBelowMillis()) {
            return application ? "wrong" : "right";
        }
        return browser > policy.redirect().applicationAboveMillis() ? application ? "right" : "wrong" : "open";
    }

    /** Our S beside that of curl, on the same link, one after the other. */
    private void beside(Report report, DelayedLink link, TestWeb web, int millis, double limit) throws Exception {
        link.roundTrip(millis);
        HttpProbe here = probe(web, rate(0));
        WebAddress address = WebAddress.parse("https://shop.test/r.php?ms=20");
        InetSocketAddress real = web.resolve("shop.test", 443).getFirst();
        double[] ours = new double[TIMES];
        double[] peer = new double[TIMES];
        double ourConnect = Double.MAX_VALUE;
        double peerConnect = Double.MAX_VALUE;
        for (int i = -2; i < TIMES; i++) {
            Probe probe = here.ask(ProbeRequest.of(address, "bench"), new OwnControl());
            String[] curl = TestSshd.run("curl", "-sk", "-o", "/dev/null", "--http1.1", "-A", "bench", "--connect-to",
                    "shop.test:443:" + real.getAddress().getHostAddress() + ":" + real.getPort(), "-w",
                    "%{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer}", address.toString())
                    .split(" ");
            if (i < 0) {
                continue;
            }
            ours[i] = Phases.millis(probe.phases().firstByte());
            ourConnect = Math.min(ourConnect, Phases.millis(probe.phases().connect()));
            peer[i] = 1000 * (Double.parseDouble(curl[3]) - Double.parseDouble(curl[2]));
            peerConnect = Math.min(peerConnect, 1000 * (Double.parseDouble(curl[1]) - Double.parseDouble(curl[0])));
        }
        double our = Report.median(ours) - ourConnect;
        double curl = Report.median(peer) - peerConnect;
        report.ratio("S over TLS, link of " + millis + " ms, ours and curl's", our, curl, "ms");
        report.limited("  difference of the medians of " + TIMES, Math.abs(our - curl), "ms", limit);
    }

    /** One diagnosis as the house allows it. */
    private void duration(Report report, DelayedLink link, TestWeb web) throws Exception {
        link.roundTrip(35);
        long start = System.nanoTime();
        AtomicLong first = new AtomicLong();
        RedirectReport run = runner(web, policy.requests()).run(
                RedirectRequest.of(WebAddress.parse("http://shop.test/to-https/x")), probe(web, policy.requests()),
                new OwnControl(), snapshot -> {
                    if (snapshot.chain().end() != null) {
                        first.compareAndSet(0, System.nanoTime());
                    }
                });
        double whole = (System.nanoTime() - start) / 1e9;
        report.limited("chain of " + run.chain().hops().size() + " with first verdicts, 35 ms, TLS",
                (first.get() - start) / 1e9, "s", 2);
        report.limited("complete diagnosis, " + Arrays.toString(run.requests().stream().map(r -> r.used()).toArray())
                + " requests at 1/s", whole, "s", 15);
    }
}
