package fr.touchweb.console.core.diagnose.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that people write, and whatever else a file may hold. */
class RulesTest {
    @TempDir
    Path folder;

    private final List<Message> gaps = new ArrayList<>();

    private ConfigFiles files() {
        return new ConfigFiles(new LocalHost("here", new CommandJournal(Clock.systemUTC())).files(),
                Figures.HOUSE.proof(), gaps);
    }

    private static RuleRequest request(String url, int status, String target) throws Exception {
        WebAddress address = WebAddress.parse(url);
        return new RuleRequest(address, address.port(), status, address.follow(target), "test", false);
    }

    private List<Rule> apache(String config, RuleRequest request) throws Exception {
        Path file = folder.resolve("apache2.conf");
        Files.writeString(file, config.replace("@F", folder.toString()));
        return ApacheRules.read(files(), file.toString()).find(request, 80).rules();
    }

    private List<Rule> nginx(String config, RuleRequest request) throws Exception {
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, config);
        return NginxRules.read(files(), file.toString()).find(request, 80).rules();
    }

    private List<Rule> haproxy(String config, RuleRequest request) throws Exception {
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file, config);
        return HaproxyRules.parse(files().lines(file.toString()).orElseThrow()).find(request).rules();
    }

    @Test
    void includesContinuationsDefinesAndModulesCount() throws Exception {
        Files.createDirectories(folder.resolve("sites"));
        Files.writeString(folder.resolve("sites/10-shop.conf"), """
                <VirtualHost *:80>
                  ServerName shop.test
                  <IfModule mod_rewrite.c>
                    RewriteEngine on
                    RewriteRule ^/old/(.*)$ \\
                        ${TARGET}/$1 \\
                        [R=permanent,L,NE]
                  </IfModule>
                  <IfModule !mod_alias.c>
                    Redirect 301 /old/x /never
                  </IfModule>
                </VirtualHost>
                """);
        List<Rule> rules = apache("""
                LoadModule rewrite_module modules/mod_rewrite.so
                LoadModule alias_module modules/mod_alias.so
                Define TARGET https://new.test
                Listen 80
                IncludeOptional @F/sites/*.conf
                """, request("http://shop.test/old/x", 301, "https://new.test/x"));
        assertEquals(1, rules.size());
        assertEquals(Fit.CERTAIN, rules.getFirst().fit());
        assertEquals(5, rules.getFirst().line());
        assertEquals("https://new.test/x", rules.getFirst().target());
        assertEquals(List.of(), gaps);
    }

    private static final String VHOST = """
            LoadModule rewrite_module x
            LoadModule alias_module x
            <VirtualHost *:80>
            ServerName shop.test
            RewriteEngine On
            %s
            </VirtualHost>
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "RewriteCond %{HTTPS} off\\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L] | /a?b=c | https://shop.test/a?b=c | CERTAIN",
            "RewriteCond %{HTTPS} on\\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L] | /a | https://shop.test/a | ''",
            "RewriteCond %{HTTP_HOST} ^shop [OR]\\nRewriteCond %{REMOTE_ADDR} ^1\\nRewriteRule ^/a$ /b [R=301] | /a | /b | CERTAIN",
            "RewriteCond %{REMOTE_ADDR} ^1\\nRewriteRule ^/a$ /b [R=301] | /a | /b | POSSIBLE",
            "RewriteCond %{REMOTE_ADDR} ^1 [OR]\\nRewriteCond %{HTTP_HOST} ^nobody\\nRewriteRule ^/a$ /b [R=301] | /a | /b | POSSIBLE",
            "RewriteRule ^/a$ /b\\nRewriteRule ^/b$ /c [R=301] | /a | /c | CERTAIN",
            "RewriteRule ^/a$ /b [L]\\nRewriteRule ^/b$ /c [R=301] | /a | /c | ''",
            "RewriteRule ^/a$ - [F]\\nRewriteRule ^/a$ /c [R=301] | /a | /c | ''",
            "RewriteRule !^/b /c [R=301] | /a | /c | CERTAIN",
            "RewriteRule ^/A$ /c [R=301,NC] | /a | /c | CERTAIN", "RewriteRule ^/a$ /c [R=302] | /a | /c | ''",
            "RewriteRule ^/a$ /c?x=1 [R=301,QSA] | /a?y=2 | /c?x=1&y=2 | CERTAIN",
            "RewriteRule ^/a$ /c [R=301,QSD] | /a?y=2 | /c | CERTAIN",
            "RewriteRule ^/x$ - [C]\\nRewriteRule ^/a$ /c [R=301] | /a | /c | ''",
            "RewriteRule ^/a$ ${map:x} [R=301] | /a | /c | POSSIBLE",
            "RewriteRule ^/(.*)$ ${map:$1} [L] | /a | /c | ''",
            "RewriteRule ^/a$ http://shop.test/b\\nRewriteRule ^/b$ /c [R=301] | /a | /c | CERTAIN",
            "RewriteCond %{REMOTE_ADDR} ^1\\nRewriteRule ^/a$ /c [R=301]\\nRewriteRule ^/a$ /c [R=301] | /a | /c | POSSIBLE;POSSIBLE",
            "<IfVersion >= 2.4>\\nRewriteRule ^/a$ - [F]\\n</IfVersion>\\nRewriteRule ^/a$ /c [R=301] | /a | /c | POSSIBLE",
            "<IfVersion >= 2.4>\\nRewriteCond %{HTTP_HOST} ^other\\n</IfVersion>\\nRewriteRule ^/a$ /c [R=301] | /a | /c | POSSIBLE",
            "Define GO\\n<IfDefine GO>\\nRedirect 301 /a /c\\n</IfDefine> | /a | /c | CERTAIN",
            "Define GO\\n<IfDefine !GO>\\nRedirect 301 /a /c\\n</IfDefine> | /a | /c | ''",
            "<IfDefine !GO>\\nRedirect 301 /a /c\\n</IfDefine> | /a | /c | POSSIBLE",
            "<IfFile /nowhere>\\nRedirect 301 /a /c\\n</IfFile> | /a | /c | ''",
            "<IfFile !/nowhere>\\nRedirect 301 /a /c\\n</IfFile> | /a | /c | CERTAIN",
            "<If \"true\">\\nRedirect 301 /a /c\\n</If>\\nRedirect 301 /a /c | /a | /c | CERTAIN",
            "<Location /b>\\nRedirect 301 /a /c\\n</Location> | /a | /c | ''",
            "<Location /a/*/x>\\nRedirect 301 /a/b /c\\n</Location> | /a/b/x | /c/x | CERTAIN",
            "<LocationMatch ^/(?<n>>\\nRedirect 301 /a /c\\n</LocationMatch> | /a | /c | POSSIBLE",
            "<Macro M $to>\\n<Location /a>\\nRedirect 301 /a $to\\n</Location>\\n</Macro>\\nUse M /c | /a | /c | CERTAIN",
            "RewriteRule ^/(a*)*\\1c$ /c [R=301] | /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | /c | POSSIBLE",
            "RedirectMatch 301 ^/(a*)*\\1c$ /c | /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | /c | POSSIBLE",
            "RedirectMatch 301 ^/a(?<n>$ /c | /a | /c | POSSIBLE",
            "RewriteRule ^/a(?<n>$ /c [R=301] | /a | /c | POSSIBLE", "RedirectPermanent /a /c | /a/b | /c/b | CERTAIN",
            "RedirectMatch 301 ^/(a)$ /c/$1 | /a | /c/a | CERTAIN", "Redirect 301 /a /c | /ab | /cb | ''",
            "Redirect /a /c | /a | /c | ''"})
    void apachesRulesAreTriedAsItWould(String rules, String path, String target, String fit) throws Exception {
        List<Rule> found = apache(VHOST.formatted(rules.replace("\\n", "\n")),
                request("http://shop.test" + path, 301, target));
        assertEquals(fit.isEmpty() ? List.of() : Stream.of(fit.split(";")).map(Fit::valueOf).toList(),
                found.stream().map(Rule::fit).toList(), found::toString);
        if (fit.startsWith("POSSIBLE")) {
            assertFalse(found.getFirst().doubts().isEmpty());
        }
    }

    @Test
    void aHtaccessSpeaksOnlyWhereItIsAllowed() throws Exception {
        Files.createDirectories(folder.resolve("www/shop"));
        Files.writeString(folder.resolve("www/.htaccess"), "Redirect 301 /shop/a /c\n");
        Files.writeString(folder.resolve("www/shop/.htaccess"), "Redirect 301 /shop/a /d\n");
        String config = """
                LoadModule alias_module x
                <Directory />
                AllowOverride None
                </Directory>
                <Directory @F/www>
                AllowOverride %s
                </Directory>
                <VirtualHost *:80>
                ServerName shop.test
                DocumentRoot @F/www
                </VirtualHost>
                """;
        RuleRequest deep = request("http://shop.test/shop/a", 301, "/d");
        assertEquals(List.of(), apache(config.formatted("None"), deep));
        List<Rule> all = apache(config.formatted("All"), deep);
        assertEquals(Origin.HTACCESS, all.getFirst().origin());
        assertTrue(all.getFirst().file().endsWith("www/shop/.htaccess"));
        assertEquals(1, apache(config.formatted("FileInfo"), deep).size());
        assertEquals(List.of(), apache(config.formatted("AuthConfig"), deep));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"return 301 /b; | /a | /b | CERTAIN",
            "return 301 https://$host$request_uri; | /a?x=1 | https://shop.test/a?x=1 | CERTAIN",
            "if ($http_cookie ~ x) { return 301 /b; } | /a | /b | POSSIBLE",
            "if ($host != 'shop.test') { return 301 /b; } | /a | /b | ''",
            "rewrite ^/(.)$ /n/$1 permanent; | /a?x=1 | /n/a?x=1 | CERTAIN",
            "rewrite ^/(.)$ /n/$1? permanent; | /a?x=1 | /n/a | CERTAIN", "rewrite ^ /b redirect; | /a | /b | ''",
            "location /a { return 301 /b; } | /a | /b | CERTAIN", "location = /a/ { return 301 /b; } | /a | /b | ''",
            "location =/a { return 301 /b; } | /a | /b | CERTAIN",
            "location ~*^/A$ { return 301 /b; } | /a | /b | CERTAIN",
            "rewrite ^/a$ /z break; location /z { return 301 /b; } | /a | /b | ''",
            "set $x $cookie_a; if ($x) { return 301 /b; } | /a | /b | POSSIBLE",
            "if ($cookie_a) { set $to /c; } set $x 1; return 301 $to; | /a | /b | POSSIBLE",
            "location / { try_files $uri /b.html; } location /b.html { return 301 /b; } | /a | /b | POSSIBLE",
            "rewrite_by_lua_block { } location /a { return 301 /b; } | /a | /b | POSSIBLE",
            "location ~ ^/(a*)*\\1c$ { return 301 /c; } location / { return 301 /b; } | /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | /b | POSSIBLE",
            "location ~ ^/a { return 301 /r; } location /a { return 301 /b; } | /a | /r | CERTAIN",
            "location ^~ /a { return 301 /b; } location ~ ^/a { return 301 /r; } | /a | /b | CERTAIN",
            "location / { location /a { return 301 /b; } } | /a | /b | CERTAIN",
            "rewrite ^/a$ /z last; location /z { return 301 /b; } | /a | /b | CERTAIN",
            "return 301 $unknown; | /a | /b | POSSIBLE"})
    void nginxsRulesAreTriedAsItWould(String rules, String path, String target, String fit) throws Exception {
        List<Rule> found = nginx("events {}\nhttp { server { listen 80; server_name other.test; return 301 /b; }\n"
                + "server { listen 80; server_name shop.test; " + rules + " } }",
                request("http://shop.test" + path, 301, target));
        assertEquals(fit.isEmpty() ? List.of() : List.of(Fit.valueOf(fit)), found.stream().map(Rule::fit).toList(),
                found::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http-request redirect location /b code 301 if { path /a } | CERTAIN",
            "http-request redirect location /b if { path /a } | ''",
            "redirect location /b code 301 if { path_beg -i /A } | CERTAIN",
            "redirect location /b code 301 unless { path /a } | ''",
            "redirect location /b code 301 if { hdr(host) -i shop.test } { path_reg ^/a$ } | CERTAIN",
            "redirect location /b code 301 if { src 10.0.0.0/8 } | POSSIBLE",
            "redirect location /b code 301 if { src 10.0.0.0/8 } or { path /a } | CERTAIN",
            "redirect location %[hdr(x-target)] code 301 | POSSIBLE",
            "redirect location %[path,regsub(a,b)] code 301 | POSSIBLE",
            "http-request redirect location /b code 301 if !{ ssl_fc } | CERTAIN",
            "http-request redirect location /c code 301 | ''",
            "http-request allow if { path /a }\\n  http-request redirect location /b code 301 | ''",
            "http-request allow if { src 10.0.0.1 }\\n  http-request redirect location /b code 301 | POSSIBLE",
            "http-request set-path /x if { src 10.0.0.1 }\\n  redirect prefix /b code 301 | POSSIBLE",
            "http-request use-service lua.answer if { src 10.0.0.1 }\\n  redirect location /b code 301 | POSSIBLE",
            "http-request redirect location \"${TO}\" code 301 | POSSIBLE",
            "http-response redirect location /b code 301 if { status 404 } | POSSIBLE",
            "use_backend %[hdr(x)]\\nbackend any\\n  redirect location /b code 301 | POSSIBLE"})
    void haproxysRulesAreTriedAsItWould(String rule, String fit) throws Exception {
        List<Rule> found = haproxy(
                "frontend f\n  bind *:80\n  " + rule.replace("\\n", "\n") + "\nfrontend g\n  bind :81\n"
                        + "  redirect location /b code 301\n",
                request("http://shop.test/a", 301, "/b"));
        assertEquals(fit.isEmpty() ? List.of() : List.of(Fit.valueOf(fit)), found.stream().map(Rule::fit).toList(),
                found::toString);
    }

    @Test
    void defaultsAreTakenOverByTheSectionsThatNameThem() throws Exception {
        String config = """
                defaults plain
                  mode http
                defaults moved
                  http-request redirect location /b code 301 if { path /a }
                frontend f from moved
                  bind *:80
                frontend g from plain
                  bind *:81
                """;
        RuleRequest request = request("http://shop.test/a", 301, "/b");
        assertEquals(List.of(Fit.CERTAIN), haproxy(config, request).stream().map(Rule::fit).toList());
        assertEquals(List.of(), haproxy(config, new RuleRequest(request.address(), 81, 301, request.target(), "x",
                false)));
    }

    @Test
    void whatOnlyHaproxyKnowsWhenItStartsIsTold() throws Exception {
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file,
                "frontend f\n  bind :80\n  bind \":${PORT}\"\n  http-request set-path /x if { src 10.0.0.1 }\n"
                        + "  http-request lua.any\n");
        HaproxyRules rules = HaproxyRules.parse(files().lines(file.toString()).orElseThrow());
        assertEquals(List.of(3), rules.openPorts().stream().map(gap -> gap.arguments().get(1)).toList());
        HaproxyRules.Found found = rules.find(request("http://shop.test/a", 301, "/b"));
        assertEquals(List.of(5), found.told().stream().map(gap -> gap.arguments().get(1)).toList());
        assertEquals(1, found.changed().size(), "the servers behind may be asked for another address");
    }

    @Test
    void theNameOfAccessFilesAndAListOfDirectivesCount() throws Exception {
        Files.createDirectories(folder.resolve("www"));
        Files.writeString(folder.resolve("www/.rules"), "Redirect 301 /a /c\nErrorDocument 404 http://shop.test/c\n");
        String config = """
                LoadModule alias_module x
                AccessFileName .rules
                <Directory @F/www>
                AllowOverride None
                AllowOverrideList Redirect ErrorDocument
                </Directory>
                <VirtualHost *:80>
                ServerName shop.test
                DocumentRoot @F/www
                </VirtualHost>
                """;
        List<Rule> all = apache(config, request("http://shop.test/a", 301, "/c"));
        assertEquals(List.of(Fit.CERTAIN), all.stream().map(Rule::fit).toList());
        assertTrue(all.getFirst().file().endsWith("/.rules"));
        List<Rule> lost = apache(config, request("http://shop.test/lost", 302, "http://shop.test/c"));
        assertEquals(List.of(Fit.POSSIBLE), lost.stream().map(Rule::fit).toList());
    }

    @Test
    void aBackendThatMayBeChosenMakesItsRulesPossible() throws Exception {
        String config = """
                frontend f
                  bind *:80
                  use_backend a if { src 10.0.0.1 }
                  default_backend b
                backend a
                  redirect location /b code 301
                backend b
                  server s 127.0.0.1:8080
                """;
        List<Rule> found = haproxy(config, request("http://shop.test/a", 301, "/b"));
        assertEquals(List.of(Fit.POSSIBLE), found.stream().map(Rule::fit).toList());
        List<HaproxyRules.Backend> backends = HaproxyRules.parse(files().lines(
                folder.resolve("haproxy.cfg").toString()).orElseThrow())
                .backends(request("http://shop.test/a", 301, "/b"));
        assertEquals(List.of(new HaproxyRules.Backend("b", "127.0.0.1", 8080, false)), backends);
    }

    @Test
    void whateverAFileHoldsNothingIsThrown() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> words = List.of("<VirtualHost *:80>", "</VirtualHost>", "RewriteRule", "RewriteCond", "Redirect",
                "^/a$", "/b", "[R=301", "[L,S=99999999]", "[S=2]", "{", "}", ";", "\"", "'", "\\", "if", "%{", "$1",
                "%1", "location",
                "server", "http", "return", "301", "frontend", "bind", ":80", "acl", "!{", "redirect", "\n", "\n", "((",
                "<If", "<Location /a>", "</Location>", "<Macro M $a>", "</Macro>", "Use M", "<IfVersion x>", "set $x",
                "map $uri $x {", "try_files", "@x", ".if", "ProxyPass /a", "defaults", "#", "-m", "reg", "use_backend",
                "include", "Include", "*", "\0", "é");
        RuleRequest request = request("http://shop.test/a?b=c", 301, "/b");
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "RewriteEngine on\n" : "http { server { ");
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(4) == 0 ? "\n" : " ");
            }
            try {
                apache("LoadModule rewrite_module x\n" + text, request);
                nginx(text.toString(), request);
                haproxy(text.toString(), request);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void realFilesAreReadToTheirEnd() throws Exception {
        Path data = Path.of("../shared/data/htaccess-redirects");
        assumeTrue(Files.isDirectory(data), "no " + data);
        int rules = 0;
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).filter(f -> !f.endsWith("LICENSE")).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                Files.writeString(folder.resolve("real.conf"), "LoadModule rewrite_module x\n" + text);
                ApacheReader reader = new ApacheReader(files(), folder.resolve("real.conf").toString());
                List<ApacheNode> nodes = reader.read(folder.resolve("real.conf").toString());
                rules += count(nodes);
                ApacheRules.read(files(), folder.resolve("real.conf").toString())
                        .find(request("http://shop.test/a", 301, "/b"), 80);
            }
        }
        assertTrue(rules > 20, "rewrite rules in real files: " + rules);
    }

    private static int count(List<ApacheNode> nodes) {
        return RewriteRule.of(nodes).size() + nodes.stream().mapToInt(node -> count(node.children())).sum();
    }
}
