package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.ApacheRules;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.diagnose.rules.ConfigLine;
import fr.touchweb.console.core.diagnose.rules.HaproxyRules;
import fr.touchweb.console.core.diagnose.rules.NginxRules;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.diagnose.rules.RuleRequest;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configurations of one server, tried on one request. For one search. */
final class ServerRules {
    private RuleRequest request;
    private final @Nullable HaproxyRules haproxy;
    private final @Nullable ApacheRules apache;
    private final @Nullable NginxRules nginx;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, LogPattern> patterns = new HashMap<>();
    private ApacheRules.@Nullable Found apacheFound;
    private NginxRules.@Nullable Found nginxFound;
    private boolean slash;
    private boolean behind;

    private ServerRules(RuleRequest request, @Nullable HaproxyRules haproxy, @Nullable ApacheRules apache,
            @Nullable NginxRules nginx) {
        this.request = request;
        this.haproxy = haproxy;
        this.apache = apache;
        this.nginx = nginx;
    }

    /** @param limit longest command on the server */
    static ServerRules read(ConfigFiles files, ProofPolicy policy, RuleRequest request, RemoteHost server,
            Duration limit) throws InterruptedException {
        HaproxyRules haproxy = null;
        for (String file : policy.haproxyFiles()) {
            Optional<List<ConfigLine>> lines = files.lines(file);
            if (lines.isPresent()) {
                haproxy = HaproxyRules.parse(lines.get());
                break;
            }
        }
        ApacheRules apache = null;
        for (String file : policy.apacheFiles()) {
            if (files.lines(file).isPresent()) {
                apache = ApacheRules.read(files, file);
                break;
            }
        }
        NginxRules nginx = null;
        for (String file : policy.nginxFiles()) {
            if (files.lines(file).isPresent()) {
                nginx = NginxRules.read(files, file);
                break;
            }
        }
        if (nginx == null) {
            Optional<String> main = files.takeDump(nginxDump(server, limit));
            nginx = main.isEmpty() ? null : NginxRules.read(files, main.get());
        }
        ServerRules all = new ServerRules(request, haproxy, apache, nginx);
        all.find(files);
        return all;
    }

    /** What nginx itself reads, where its files are closed to the account but {@code sudo -n} is not; else nothing. */
    private static String nginxDump(RemoteHost server, Duration limit) throws InterruptedException {
        try {
            Capabilities can = server.capabilities();
            if (!can.shell() || !can.has("nginx") || !Boolean.TRUE.equals(can.sudo())) {
                return "";
            }
            boolean root = "root".equals(can.user());
            CommandResult result = server.run((root
                    ? Command.of("nginx", "-T")
                    : Command.of("sudo", "-n", "nginx", "-T")).withLimit(limit));
            return result.ok() ? result.text() : "";
        } catch (RemoteException e) {
            return "";
        }
    }

    private void find(ConfigFiles files) throws InterruptedException {
        List<Integer> ports = new ArrayList<>();
        List<Message> changed = new ArrayList<>();
        HaproxyRules front = haproxy;
        if (front != null && !front.listens(request.port()) && front.listens(request.address().port())) {
            // Between the client and the front end something translates ports.
            request = request.at(request.address().port());
        }
        behind = front != null && front.listens(request.port());
        if (front != null) {
            front.openPorts().forEach(files::gap);
        }
        if (front != null && behind) {
            HaproxyRules.Found found = front.find(request);
            found.told().forEach(files::gap);
            changed.addAll(found.changed());
            rules.addAll(found.rules());
            front.backends(request).forEach(backend -> ports.add(backend.port()));
        } else {
            ports.add(request.port());
        }
        RuleRequest inner = new RuleRequest(request.address(), request.port(), request.status(), request.target(),
                request.userAgent(), behind);
        NginxRules proxy = nginx;
        if (proxy != null) {
            int port = ports.stream().filter(proxy.ports()::contains).findFirst().orElse(-2);
            NginxRules.Found found = proxy.find(inner, behind && port == -2 && ports.isEmpty() ? -1 : port);
            nginxFound = found;
            add(found.rules(), changed);
            proxy.logFormats().forEach((path, format) -> note(path, LogPattern.ofNginx(format)));
        }
        ApacheRules web = apache;
        if (web != null) {
            int port = ports.stream().filter(web.ports()::contains).findFirst().orElse(-1);
            ApacheRules.Found found = web.find(inner, port);
            apacheFound = found;
            add(found.rules(), changed);
            slash = web.addsSlash(inner, found);
            web.logFormats().forEach((path, format) -> note(path, LogPattern.ofApache(format)));
        }
    }

    /** Rules of a server behind HAProxy, which may have been asked for something else than the client asked. */
    private void add(List<Rule> inner, List<Message> changed) {
        for (Rule rule : inner) {
            Rule doubted = rule;
            for (Message why : changed) {
                doubted = doubted.doubted(why);
            }
            rules.add(doubted);
        }
    }

    private void note(String path, @Nullable LogPattern pattern) {
        if (pattern != null) {
            patterns.put(path, pattern);
        }
    }

    RuleRequest request() {
        return request;
    }

    /** Where a log names the handler of a request, null when it does not. */
    @Nullable
    LogPattern pattern(String log) {
        return patterns.get(log);
    }

    /** Rules that fit, from the outside in, the one that counts first in each server. */
    List<Rule> rules() {
        return rules;
    }

    /** Whether anything of a configuration could be read. */
    boolean known() {
        return haproxy != null || apache != null || nginx != null;
    }

    boolean behindHaproxy() {
        return behind;
    }

    /** Whether nginx may have answered with a copy: it keeps some here, and none of its rules explains the answer. */
    boolean nginxMayKeep() {
        return nginxFound != null && nginxFound.caches()
                && rules.stream().noneMatch(r -> r.origin() == Origin.NGINX && r.fit() == Rule.Fit.CERTAIN);
    }

    boolean hasApache() {
        return apache != null;
    }

    /** Whether a folder's missing slash explains the redirect. */
    boolean slash() {
        return slash;
    }

    boolean php() {
        return apacheFound != null && apacheFound.php() || nginxFound != null && nginxFound.php();
    }

    /** Servers behind HAProxy and nginx, to be asked one by one. */
    List<InnerServer> inner() {
        List<InnerServer> all = new ArrayList<>();
        if (haproxy != null && behind) {
            haproxy.backends(request)
                    .forEach(b -> all.add(new InnerServer(b.host(), b.port(), b.tls(), owner(b.port()))));
        }
        if (nginx != null) {
            for (String upstream : nginx.upstreams()) {
                int port = Integer.parseInt(upstream.substring(upstream.lastIndexOf(':') + 1));
                String host = upstream.substring(0, upstream.lastIndexOf(':'));
                if (all.stream().noneMatch(a -> a.port() == port)) {
                    all.add(new InnerServer(host, port, false, owner(port)));
                }
            }
        }
        if (apacheFound != null) {
            for (String upstream : apacheFound.upstreams()) {
                int colon = upstream.lastIndexOf(':');
                int port = Integer.parseInt(upstream.substring(colon + 1));
                if (all.stream().noneMatch(a -> a.port() == port)) {
                    all.add(new InnerServer(upstream.substring(0, colon), port, port == 443, owner(port)));
                }
            }
        }
        // What listens here and is no front end of this request lies further in: Apache behind Varnish.
        if (apache != null) {
            apache.ports().stream().filter(p -> p != request.port() && all.stream().noneMatch(a -> a.port() == p)
                    && !all.isEmpty()).forEach(p -> all.add(new InnerServer("127.0.0.1", p, false, owner(p))));
        }
        return all;
    }

    /** The pool behind the web server, empty when none is named or its script cannot be told. */
    Optional<PhpPool> pool(ConfigFiles files) throws InterruptedException {
        Optional<PhpPool> fromNginx = nginxFound == null ? Optional.empty() : PhpPool.of(files, nginxFound);
        return fromNginx.isPresent() || apacheFound == null ? fromNginx : PhpPool.of(files, apacheFound);
    }

    /** @param origin what listens there, null when no configuration says */
    record InnerServer(String host, int port, boolean tls,
            @Nullable Origin origin) {}

    private @Nullable Origin owner(int port) {
        return apache != null && apache.ports().contains(port)
                ? Origin.APACHE
                : nginx != null && nginx.ports().contains(port)
                        ? Origin.NGINX
                        : null;
    }
}
