package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.ApacheFolders.Folder;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is laid over one request below the virtual host, in Apache's order: folders with their {@code .htaccess}, then
 * {@code <Files>}, then {@code <Location>}, then {@code <If>}. Of rewrite rules only those laid on last count; of
 * {@code Redirect}s all do, the ones laid on last first.
 */
final class ApacheLayers {
    private final ConfigFiles files;
    private final ApacheReader reader;
    private final List<ApacheNode> server;
    private final List<Folder> folders;
    private final List<Folder> sections = new ArrayList<>();
    private final String root;

    /**
     * @param server lines of the server and of the virtual host
     * @param folders none when the request is handed to another server
     * @param name of the file, for {@code <Files>}
     * @param root folder of the site
     */
    ApacheLayers(ConfigFiles files, ApacheReader reader, List<ApacheNode> server, List<Folder> folders, String name,
            String path, String root) {
        this.files = files;
        this.reader = reader;
        this.server = server;
        this.folders = folders;
        this.root = root;
        for (Folder folder : folders) {
            add(ApachePlaces.files(folder.nodes().stream(), name), folder.origin());
        }
        if (!folders.isEmpty()) {
            add(ApachePlaces.files(server.stream(), name), Origin.APACHE);
        }
        add(ApachePlaces.locations(server.stream(), path), Origin.APACHE);
        for (Folder folder : List.copyOf(folders)) {
            lay(ApachePlaces.ifs(folder.nodes()), folder.origin());
        }
        List<Folder> before = List.copyOf(sections);
        before.forEach(each -> lay(ApachePlaces.ifs(each.nodes()), each.origin()));
        lay(ApachePlaces.ifs(server), Origin.APACHE);
    }

    private void add(Stream<ApacheNode> nodes, Origin origin) {
        nodes.forEach(node -> lay(node.children(), origin));
    }

    private void lay(List<ApacheNode> nodes, Origin origin) {
        if (!nodes.isEmpty()) {
            sections.add(new Folder("", nodes, origin));
        }
    }

    /** Tries the rules. */
    void search(RuleRequest request, RewriteVariables variables, List<Rule> into) throws InterruptedException {
        Message laidOver = rewritesOfSections(request, into);
        if (rewrites(request, variables, laidOver, into)) {
            return;
        }
        List<Folder> all = Stream.concat(folders.stream(), sections.stream()).toList();
        for (Folder folder : all.reversed()) {
            if (aliases(folder, request, into)) {
                return;
            }
        }
        server.stream().map(node -> AliasRedirect.ofError(node, request, Origin.APACHE)).filter(Objects::nonNull)
                .forEach(into::add);
    }

    private boolean aliases(Folder folder, RuleRequest request, List<Rule> into) {
        boolean place = folder.path().isEmpty();
        for (ApacheNode node : folder.nodes()) {
            Rule rule = Stream.of(AliasRedirect.of(node, request, folder.origin()),
                    place ? AliasRedirect.ofPlace(node, request, folder.origin()) : null,
                    AliasRedirect.ofError(node, request, folder.origin())).filter(Objects::nonNull).findFirst()
                    .orElse(null);
            if (rule != null) {
                into.add(rule);
                if (rule.fit() == Fit.CERTAIN) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Rewrite rules in sections that are no folders. Apache allows them and does not support them, so whatever fits is only
     * possible.
     *
     * @return why those of the folders may not count, null when they do
     */
    private @Nullable Message rewritesOfSections(RuleRequest request, List<Rule> into) throws InterruptedException {
        Message laidOver = null;
        for (Folder section : sections.reversed()) {
            ApacheNode first = section.nodes().stream().filter(n -> n.name().startsWith("rewrite")).findFirst()
                    .orElse(null);
            if (first == null) {
                continue;
            }
            laidOver = Message.of("diagnose.rule.doubt.section", first.line().number());
            List<Integer> seen = new ArrayList<>();
            // What a pattern is held against there is not defined: the address with its first slash, or without.
            for (String folder : new String[]{null, "/"}) {
                RewriteEngine engine = new RewriteEngine(request, new RewriteVariables(request, null, root, files),
                        section.origin(), folder);
                engine.run(RewriteRule.of(section.nodes()), null);
                for (Rule rule : engine.found()) {
                    if (!seen.contains(rule.line())) {
                        seen.add(rule.line());
                        into.add(rule.doubted(laidOver));
                    }
                }
            }
        }
        return laidOver;
    }

    /** Runs the rewrite rules of the deepest folder that has any; whether one is certain. */
    private boolean rewrites(RuleRequest request, RewriteVariables variables, @Nullable Message laidOver,
            List<Rule> into) throws InterruptedException {
        Folder deepest = null;
        boolean on = false;
        for (Folder folder : folders) {
            if (folder.nodes().stream().anyMatch(n -> n.name().startsWith("rewrite"))) {
                deepest = folder;
                on = folder.nodes().stream().anyMatch(n -> n.name().equals("rewriteengine"))
                        ? ApacheRules.on(folder.nodes())
                        : on;
            }
        }
        if (deepest == null || !on || !reader.loaded("rewrite") || !deepest.path().startsWith(root)) {
            return false;
        }
        Folder last = deepest;
        boolean inherits = last.nodes().stream().anyMatch(n -> n.name().equals("rewriteoptions")
                && n.line().text().toLowerCase(Locale.ROOT).contains("inherit"));
        RewriteEngine engine = new RewriteEngine(request, variables, last.origin(),
                last.path().substring(root.length()) + "/");
        String base = last.nodes().stream().filter(n -> n.name().equals("rewritebase")).reduce((_, b) -> b)
                .map(n -> n.argument(0)).orElse(null);
        engine.run(RewriteRule.of(last.nodes()), base);
        for (Rule rule : engine.found()) {
            Rule doubted = inherits ? rule.doubted(Message.of("diagnose.rule.doubt.inherit")) : rule;
            into.add(laidOver == null ? doubted : doubted.doubted(laidOver));
        }
        return engine.ended() && laidOver == null;
    }
}
