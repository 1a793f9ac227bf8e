package fr.touchweb.console.core.diagnose.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.Layer;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestWeb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers do with sections, variables, maps, macros and proxies, and what is said of it without running them. */
class RealRulesTest {
    @TempDir
    static Path folder;

    private static RealServers servers;
    private static TestWeb web;
    private static Vantage here;
    private static RedirectRunner runner;
    private static ServerSide side;

    private final OwnControl control = new OwnControl();

    @BeforeAll
    static void start() throws Exception {
        servers = RealServers.start(folder.resolve("web"));
        web = servers.web();
        here = servers.here();
        side = servers.side();
        runner = servers.runner();
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    private HopDiagnosis proven(String path) throws Exception {
        return proven("http://shop.test", path);
    }

    private HopDiagnosis proven(String site, String path) throws Exception {
        RedirectReport chain = runner.run(RedirectRequest.of(WebAddress.parse(site + path))
                .measuring(RedirectRequest.Measure.NONE), here, control, RedirectListener.NOBODY);
        return runner.prove(chain, 1, here, side, control, RedirectListener.NOBODY).hop(1).orElseThrow();
    }

    private static String line(Rule rule) throws Exception {
        return Files.readAllLines(Path.of(rule.file())).get(rule.line() - 1).strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/in-location | /target | APACHE | CERTAIN | Redirect 301 /in-location /target",
            "/whole-location/x | /target | APACHE | CERTAIN | Redirect 301 \"http://shop.test/target\"",
            "/in-match/7 | /matched/7 | APACHE | CERTAIN | Redirect 301 /in-match /matched",
            "/in-file | /target | APACHE | CERTAIN | Redirect 301 /in-file /target",
            "/by-file | /target | APACHE | CERTAIN | Redirect 301 /by-file /target",
            "/by-macro | /target | APACHE | CERTAIN | Redirect 301 $from $to",
            "/in-version | /target | APACHE | POSSIBLE | Redirect 301 /in-version /target",
            "/in-if?if=1 | /target?if=1 | APACHE | POSSIBLE | Redirect 301 /in-if /target",
            "/in-rewriting | /target | APACHE | POSSIBLE | RewriteRule in-rewriting$ /target [R=301,L]",
            "/by-map/old | /target | APACHE | POSSIBLE | RewriteRule ^/by-map/(.*)$ ${moved:$1} [R=301,L]",
            "/lost/page | /target | APACHE | POSSIBLE | ErrorDocument 404 http://shop.test/target",
            "/ngx-map | /target | NGINX | CERTAIN | if ($moved) { return 301 $moved; }",
            "/ngx-map-42 | /product/42 | NGINX | CERTAIN | if ($moved) { return 301 $moved; }",
            "/ngx-map-included | /target | NGINX | CERTAIN | if ($moved) { return 301 $moved; }",
            "/ngx-set | /target | NGINX | CERTAIN | location /ngx-set { set $to /target; return 301 $to; }",
            "/ngx-loc/9 | /product/9 | NGINX | CERTAIN | location ~ ^/ngx-loc/(\\d+)$ { return 301 /product/$1; }",
            "/ngx-try | /target | NGINX | CERTAIN | location @moved { return 301 /target; }",
            "/ngx-name | /target | NGINX | CERTAIN | location /ngx-name { return 301 http://$server_name/target; }",
            "/ngx-arg?id=7 | /seven | NGINX | CERTAIN | location /ngx-arg { if ($arg_id = \"7\") { return 301 /seven; } }",
            "/ngx-office | /target | NGINX | POSSIBLE | location /ngx-office { if ($office) { return 301 /target; } }",
            "/ngx-lost | /target | NGINX | POSSIBLE | location /ngx-lost { error_page 404 =301 http://shop.test/target; }",
            "/hap-changed | /target | HAPROXY | POSSIBLE | http-request redirect location /target code 301 if { path /changed }",
            "/hap-converted | /target | HAPROXY | POSSIBLE | http-request redirect location /target code 301 if { path_beg /hap-conv } { path,field(2,/) -m str hap-converted }",
            "/hap-asked | /target | HAPROXY | POSSIBLE | http-request redirect location /target code 301 if { path /hap-asked }",
            "/hap-named | /target | HAPROXY | POSSIBLE | http-request redirect location /target code 301 if { path /hap-named }"})
    void whatTheServerDoesIsReadAndWhatCannotBeEvaluatedIsDoubted(String path, String target, Origin origin, Fit fit,
            String text) throws Exception {
        HopDiagnosis hop = proven(path);
        assertEquals("http://shop.test" + target, String.valueOf(hop.hop().target()), "the server itself");
        Proof proof = hop.proof();
        Rule rule = proof.rules().stream().filter(r -> r.fit() == fit).findFirst()
                .orElseThrow(() -> new AssertionError(proof.toString()));
        assertEquals(origin, rule.origin(), proof::toString);
        assertEquals(text, line(rule), proof::toString);
        assertEquals(text, rule.text(), "as it stands in the file");
        assertEquals(fit == Fit.POSSIBLE, !rule.doubts().isEmpty());
        if (fit == Fit.POSSIBLE) {
            assertTrue(proof.rules().stream().noneMatch(r -> r.fit() == Fit.CERTAIN), proof::toString);
        }
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            rule.doubts().forEach(doubt -> assertFalse(texts.get(doubt).isBlank()));
        }
    }

    @Test
    void aRuleThatDoesNotRunIsNotNamed() throws Exception {
        assertEquals(404, proven("/ngx-stop").hop().status(), "break ends the rewriting");
        assertEquals(404, proven("/in-define").hop().status(), "never defined");
        HopDiagnosis handed = proven("/handed/ngx301");
        assertEquals("http://shop.test/target", String.valueOf(handed.hop().target()),
                "ProxyPass comes before Redirect");
        assertTrue(handed.proof().rules().stream().noneMatch(r -> r.origin() == Origin.APACHE),
                handed.proof()::toString);
        assertTrue(handed.proof().layers().stream().anyMatch(l -> l.address().endsWith(":" + web.nginx())),
                handed.proof()::toString);
    }

    @Test
    void whatDecidesBesideTheRulesIsTold() throws Exception {
        HopDiagnosis hop = proven("http://doubt.test", "/r.php");
        assertEquals("http://doubt.test/edited", String.valueOf(hop.hop().target()), "PHP itself said /target");
        assertFalse(hop.proof().layers().getLast().same(), hop.proof()::toString);
        List<String> gaps = hop.proof().gaps().stream().map(new Texts(Language.ENGLISH)::get).toList();
        assertTrue(gaps.stream().anyMatch(g -> g.contains("Header edit Location")), gaps::toString);
        assertTrue(gaps.stream().anyMatch(g -> g.contains("<IfDefine NeverDefined>")), gaps::toString);
    }

    @Test
    void phpItselfIsAskedAndProvesTheApplication() throws Exception {
        HopDiagnosis hop = proven("/r.php");
        Layer pool = hop.proof().layers().getLast();
        assertEquals(Origin.PHP, pool.origin(), hop.proof()::toString);
        assertEquals(folder.resolve("web/fpm.sock").toString(), pool.address());
        assertTrue(pool.same(), pool::toString);
        assertEquals(Confidence.CERTAIN, hop.judgement().confidence());
        Layer presta = proven("/presta.php").proof().layers().getLast();
        assertEquals("Moved", presta.probe().answer().reason(), "the reason of PHP comes through");
        assertTrue(proven("/ht-rewrite").proof().layers().stream().noneMatch(l -> l.origin() == Origin.PHP),
                "no script, no question");
    }
}
