package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Apache's redirects in the order in which they count, as measured (reference C.2): rewrite rules of the virtual host,
 * then its {@code Redirect}s, then the rewrite rules of the folders and their {@code .htaccess}, then the {@code Redirect}s
 * there.
 */
public final class ApacheRules {
    private static final Pattern POOL = Pattern.compile("unix:([^|\"]+)\\|fcgi:|fcgi://([\\w.-]+:\\d+)");

    private final ConfigFiles files;
    private final ApacheReader reader;
    private final ApacheNode main;

    private ApacheRules(ConfigFiles files, ApacheReader reader, ApacheNode main) {
        this.files = files;
        this.reader = reader;
        this.main = main;
    }

    /** Reads a configuration with its includes. */
    public static ApacheRules read(ConfigFiles files, String file) throws InterruptedException {
        ApacheReader reader = new ApacheReader(files, file);
        return new ApacheRules(files, reader, ApacheNode.scope(reader.read(file)));
    }

    /**
     * What was found.
     *
     * @param rules those that fit, the one that counts first
     * @param htaccess whether a {@code .htaccess} could have had its say
     * @param php whether the site hands anything to PHP
     * @param root folder of the site
     * @param file path on the disk that the address means once it is rewritten
     * @param upstreams other web servers that the request may be handed to, as {@code host:port}
     * @param pool where PHP-FPM listens, a path or {@code host:port}; null when the site names none
     */
    public record Found(List<Rule> rules, boolean htaccess, boolean php, String root, String file,
            List<String> upstreams, @Nullable String pool) {}

    /** Formats of the access logs that name the handler, by log path. */
    public Map<String, String> logFormats() {
        Map<String, String> named = new HashMap<>();
        Map<String, String> formats = new HashMap<>();
        main.all().filter(n -> n.name().equals("logformat")).forEach(n -> named.put(n.argument(1), n.argument(0)));
        main.all().filter(n -> n.name().equals("customlog")).forEach(
                n -> formats.put(n.argument(0), named.getOrDefault(n.argument(1), n.argument(1))));
        return formats;
    }

    /** Ports that it listens on. */
    public List<Integer> ports() {
        return main.named("listen").map(n -> n.argument(0).replaceFirst(".*:", ""))
                .filter(p -> p.matches("\\d{1,5}")).map(Integer::valueOf).toList();
    }

    /**
     * Tries the rules on a request.
     *
     * @param port that Apache was reached at, -1 when that cannot be told
     */
    public Found find(RuleRequest request, int port) throws InterruptedException {
        ApacheNode host = host(request.address().host(), port);
        ApacheNode scope = host == null ? main : host;
        List<ApacheNode> server = host == null
                ? main.children()
                : Stream.concat(main.children().stream(), host.children().stream()).toList();
        tell(scope, server);
        String root = setting(scope, "documentroot").map(n -> n.argument(0)).orElse("/var/www/html")
                .replaceFirst("/+$", "");
        List<Rule> rules = new ArrayList<>();
        boolean tls = setting(scope, "sslengine").filter(n -> n.says("on")).isPresent();
        RewriteVariables variables = new RewriteVariables(request, tls, root, files);
        boolean ended = false;
        ApacheProxy proxy = null;
        if (on(scope.children()) && reader.loaded("rewrite")) {
            RewriteEngine engine = new RewriteEngine(request, variables, Origin.APACHE, null);
            engine.run(RewriteRule.of(scope.children()), null);
            rules.addAll(engine.found());
            ended = engine.ended();
            proxy = engine.handedTo() == null ? null : new ApacheProxy(engine.handedTo(), null);
        }
        if (!ended && reader.loaded("proxy")) {
            proxy = ApacheProxy.of(main.children(), host == null ? List.of() : host.children(), variables.path());
        }
        Message handedPerhaps = proxy == null ? null : proxy.doubt();
        boolean handedOn = proxy != null && handedPerhaps == null;
        if (!ended && !handedOn) {
            ended = aliases(host == null ? List.of(main) : List.of(host, main), request, Origin.APACHE, rules);
        }
        boolean htaccess = false;
        String file = aliased(scope, variables.path(), root);
        if (!ended) {
            ApacheFolders walk = new ApacheFolders(files, reader, main, host, root, file);
            List<ApacheFolders.Folder> folders = handedOn ? List.of() : walk.folders();
            htaccess = folders.stream().anyMatch(f -> f.origin() == Origin.HTACCESS);
            new ApacheLayers(files, reader, server, folders, walk.name(), variables.path(), root)
                    .search(request, variables, rules);
        }
        boolean php = proxy != null && handedPerhaps == null ? proxy.fastCgi() : runsPhp(scope);
        List<Rule> ordered = Rule.inOrder(handedPerhaps == null
                ? rules
                : rules.stream().map(rule -> rule.doubted(handedPerhaps)).toList());
        return new Found(ordered, htaccess, php, root, aliased(scope, variables.path(), root),
                proxy == null ? List.of() : proxy.server().toList(), pool(scope));
    }

    private boolean runsPhp(ApacheNode scope) {
        return Stream.of(scope, main).flatMap(ApacheNode::all).map(n -> n.line().text().toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("fcgi:") || text.contains("httpd-php"));
    }

    /** Tells what no rule can be doubted for: who else decides, and conditions on where the site is and who may speak. */
    private void tell(ApacheNode scope, List<ApacheNode> server) {
        Stream.concat(Stream.of(scope), server.stream().filter(n -> !n.name().equals("virtualhost"))
                .flatMap(ApacheNode::all)).forEach(n -> {
                    if (ApachePlaces.decides(n)) {
                        files.gap(Message.of("diagnose.gap.condition", n.line().file(), n.line().number(),
                                n.line().text()));
                    } else if (n.doubt() != null && ApachePlaces.places(n)) {
                        List<Object> why = n.doubt().arguments();
                        files.gap(Message.of("diagnose.gap.condition", n.line().file(), why.get(0), why.get(1)));
                    }
                });
    }

    /** The pool that the site hands PHP to: the last that it names, else the last of the server. */
    private @Nullable String pool(ApacheNode scope) {
        return Stream.of(scope, main).map(each -> each.children().stream()
                .filter(n -> !n.name().equals("virtualhost")).flatMap(ApacheNode::all)
                .map(n -> POOL.matcher(n.line().text())).filter(Matcher::find)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)).reduce((_, last) -> last))
                .flatMap(Optional::stream).findFirst().orElse(null);
    }

    /** Tries {@code Redirect}s in the order of their scopes; whether one is certain. */
    static boolean aliases(List<ApacheNode> scopes, RuleRequest request, Origin origin, List<Rule> into) {
        for (ApacheNode scope : scopes) {
            for (ApacheNode node : scope.children()) {
                Rule rule = AliasRedirect.of(node, request, origin);
                if (rule != null) {
                    into.add(rule);
                    if (rule.fit() == Fit.CERTAIN) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static boolean on(List<ApacheNode> nodes) {
        return nodes.stream().filter(n -> n.name().equals("rewriteengine")).reduce((_, last) -> last)
                .filter(n -> n.says("on")).isPresent();
    }

    private Optional<ApacheNode> setting(ApacheNode scope, String name) {
        return scope.named(name).reduce((_, last) -> last).or(() -> main.named(name).reduce((_, last) -> last));
    }

    /** Folder on the disk that an address lies in when an {@code Alias} takes it out of the site's own. */
    private String aliased(ApacheNode scope, String path, String root) {
        return Stream.concat(scope.named("alias"), main.named("alias"))
                .filter(n -> path.startsWith(n.argument(0))).findFirst()
                .map(n -> n.argument(1) + path.substring(n.argument(0).length())).orElse(root + path);
    }

    private @Nullable ApacheNode host(String name, int port) {
        List<ApacheNode> hosts = main.named("virtualhost").filter(h -> h.arguments().stream().anyMatch(a -> {
            String wanted = a.replaceFirst(".*:", "");
            return port < 0 || wanted.equals("*") || wanted.equals(Integer.toString(port)) || !a.contains(":");
        })).toList();
        return hosts.stream().filter(h -> named(h, name)).findFirst()
                .orElse(hosts.isEmpty() ? null : hosts.getFirst());
    }

    private static boolean named(ApacheNode host, String name) {
        return Stream.concat(host.named("servername").map(n -> n.argument(0)),
                host.named("serveralias").flatMap(n -> n.arguments().stream()))
                .map(n -> n.replaceFirst("^[a-z]+://", "").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))
                .anyMatch(n -> name.matches(Pattern.quote(n).replace("*", "\\E.*\\Q").replace("?",
                        "\\E.\\Q")));
    }

    /** Whether the address is a folder of the site, to which Apache itself adds the slash (mod_dir). */
    public boolean addsSlash(RuleRequest request, Found found) throws InterruptedException {
        return !request.path().endsWith("/")
                && Objects.equals(request.target().path(), request.address().path() + "/")
                && files.kind(found.root() + request.path()).filter(k -> k == FileStat.Kind.FOLDER).isPresent();
    }
}
