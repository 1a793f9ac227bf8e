package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way of one request through a server block: its own rules, the location that they lead to, and on. For one run. */
final class NginxWalk {
    private static final int ROUNDS = 10;

    private final NginxNode server;
    private final ConfigFiles files;
    private final NginxVariables variables;
    private final NginxRun run;
    private final List<Rule> found = new ArrayList<>();
    private @Nullable NginxNode last;

    NginxWalk(NginxNode server, RuleRequest request, ConfigFiles files, NginxVariables variables) {
        this.server = server;
        this.files = files;
        this.variables = variables;
        run = new NginxRun(request, files, variables);
    }

    /** Rules that fit, the one that counts first. */
    List<Rule> found() {
        return found;
    }

    /** What hands to PHP: in the place that the request comes to, else anywhere in the block; null when nothing does. */
    @Nullable
    NginxNode pass() {
        NginxNode place = last;
        if (place != null && place.named("proxy_pass").findAny().isPresent()) {
            return null;
        }
        return (place == null ? server : place).all().filter(n -> n.name().equals("fastcgi_pass")).findFirst()
                .or(() -> server.all().filter(n -> n.name().equals("fastcgi_pass")).findFirst()).orElse(null);
    }

    /** Whether the place that the request comes to keeps answers of the servers behind it. */
    boolean caches(List<NginxNode> around) {
        List<NginxNode> nodes = new ArrayList<>(around);
        nodes.add(server);
        if (last != null) {
            nodes.add(last);
        }
        // The innermost word counts.
        return nodes.reversed().stream().flatMap(NginxNode::ownCaches).findFirst()
                .filter(n -> !n.argument(0).equals("off")).isPresent();
    }

    /** The script that PHP is told to run there, null when that cannot be told. */
    @Nullable
    String script() {
        NginxNode place = last;
        String written = place == null
                ? null
                : place.named("fastcgi_param").filter(n -> n.argument(0).equals("SCRIPT_FILENAME"))
                        .reduce((_, own) -> own).map(n -> n.argument(1)).orElse(null);
        return written == null ? null : variables.expand(written);
    }

    void walk() throws InterruptedException {
        programs(server.children());
        if (run.run(server.children(), found)) {
            return;
        }
        NginxNode location = run.broken() ? null : location(server, variables.uri());
        for (int round = 0; location != null && round < ROUNDS; round++) {
            last = location;
            programs(location.children());
            String before = variables.uri();
            if (run.run(location.children(), found)) {
                return;
            }
            NginxNode next = run.broken() || variables.uri().equals(before)
                    ? tried(location)
                    : location(server, variables.uri());
            if (next == null) {
                errors(location);
            }
            location = next == location ? null : next;
        }
        run.errors(server.children(), found);
    }

    /** Programs inside nginx may answer what no rule says. */
    private void programs(List<NginxNode> nodes) {
        nodes.stream().filter(n -> n.name().matches("\\w+_by_lua(?:_block|_file)?|js_content|js_set|perl|auth_request"))
                .forEach(n -> {
                    files.gap(Message.of("diagnose.gap.condition", n.line().file(), n.line().number(),
                            n.line().text()));
                    run.doubt(Message.of("diagnose.rule.doubt.line", n.line().number(), n.line().text()));
                });
    }

    /** Where {@code try_files} leads, null when it leads nowhere else. */
    private @Nullable NginxNode tried(NginxNode location) throws InterruptedException {
        NginxNode files = location.named("try_files").findFirst()
                .or(() -> server.named("try_files").findFirst()).orElse(null);
        if (files == null || files.arguments().isEmpty()) {
            return null;
        }
        for (String each : files.arguments().subList(0, files.arguments().size() - 1)) {
            switch (there(each)) {
                case YES -> {
                    return null;
                }
                case UNKNOWN -> run.doubt(Message.of("diagnose.rule.doubt.line", files.line().number(),
                        "try_files " + each));
                case NO -> {
                }
            }
        }
        String fallback = files.arguments().getLast();
        if (fallback.startsWith("=")) {
            return null;
        }
        if (fallback.startsWith("@")) {
            return named(fallback);
        }
        String expanded = variables.expand(fallback);
        if (expanded == null) {
            run.doubt(Message.of("diagnose.rule.doubt.line", files.line().number(), "try_files " + fallback));
            return null;
        }
        variables.rewrite(expanded.replaceFirst("\\?.*", ""));
        return location(server, variables.uri());
    }

    private Tri there(String path) throws InterruptedException {
        String root = variables.expand("$document_root");
        String expanded = variables.expand(path);
        if (root == null || expanded == null) {
            return Tri.UNKNOWN;
        }
        Optional<FileStat.Kind> kind = files.kind(root + expanded);
        return Tri.of(kind.filter(k -> k == (expanded.endsWith("/") ? FileStat.Kind.FOLDER : FileStat.Kind.FILE))
                .isPresent());
    }

    private @Nullable NginxNode named(String name) {
        return server.named("location").filter(l -> l.argument(0).equals(name)).findFirst().orElse(null);
    }

    /** {@code error_page} of a location, and the named location that it hands to. */
    private void errors(NginxNode location) throws InterruptedException {
        run.errors(location.children(), found);
        for (NginxNode page : List.of(location, server).stream().flatMap(n -> n.named("error_page")).toList()) {
            NginxNode handler = page.arguments().isEmpty() ? null : named(page.arguments().getLast());
            if (handler != null) {
                run.doubt(Message.of("diagnose.rule.doubt.error", page.argument(0)));
                run.run(handler.children(), found);
            }
        }
    }

    /** Sign and text of a location, which nginx takes with a blank between them or without. */
    private record Place(String sign, String text) {
        private static final Pattern SHAPE = Pattern.compile("(=|\\^~|~\\*|~|@)?(.*)", Pattern.DOTALL);

        static Place of(NginxNode location) {
            Matcher shape = SHAPE.matcher(location.argument(0) + location.argument(1));
            return shape.matches()
                    ? new Place(shape.group(1) == null ? "" : shape.group(1), shape.group(2))
                    : new Place("@", "");
        }
    }

    /** Exact, then the longest prefix if it is final, then the first expression, then the longest prefix. */
    private @Nullable NginxNode location(NginxNode scope, String uri) {
        List<NginxNode> all = scope.named("location").toList();
        NginxNode prefix = null;
        Place longest = new Place("", "");
        for (NginxNode each : all) {
            Place place = Place.of(each);
            if (place.sign.equals("=") && place.text.equals(uri)) {
                return each;
            }
            boolean plain = place.sign.isEmpty() || place.sign.equals("^~");
            if (plain && uri.startsWith(place.text)
                    && (prefix == null || place.text.length() > longest.text.length())) {
                prefix = each;
                longest = place;
            }
        }
        NginxNode nested = prefix == null ? null : location(prefix, uri);
        if (nested != null && Place.of(nested).sign.startsWith("~")) {
            return nested;
        }
        if (!longest.sign.equals("^~")) {
            for (NginxNode each : all) {
                Place place = Place.of(each);
                if (place.sign.startsWith("~") && matches(each, place, uri)) {
                    return each;
                }
            }
        }
        return nested == null ? prefix : nested;
    }

    private boolean matches(NginxNode location, Place place, String uri) {
        Expression.Found found = Expression.of(place.text, place.sign.equals("~*")).find(uri);
        if (found.found() == Tri.UNKNOWN) {
            run.doubt(Message.of("diagnose.rule.doubt.line", location.line().number(), location.line().text()));
        }
        if (found.groups() != null) {
            variables.matched(found.groups());
        }
        return found.yes();
    }
}
