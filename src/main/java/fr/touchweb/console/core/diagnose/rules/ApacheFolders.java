package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.rules.Rule.Fit;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the folders on the way to a file: {@code <Directory>} and every {@code .htaccess} from the root of the site
 * down, as far as {@code AllowOverride} lets them speak. Of rewrite rules only those of the deepest folder count; of
 * {@code Redirect}s all do, the deepest first.
 */
final class ApacheFolders {
    private final ConfigFiles files;
    private final ApacheReader reader;
    private final ApacheNode main;
    private final @Nullable ApacheNode host;
    private final String root;
    private final String file;

    /**
     * @param root folder of the site
     * @param file path on the disk that the address means
     */
    ApacheFolders(ConfigFiles files, ApacheReader reader, ApacheNode main, @Nullable ApacheNode host, String root,
            String file) {
        this.files = files;
        this.reader = reader;
        this.main = main;
        this.host = host;
        this.root = root;
        this.file = file;
    }

    private record Folder(String path, List<ApacheNode> nodes, Origin origin) {}

    /** Tries the rules; whether a {@code .htaccess} could have had its say. */
    boolean search(RuleRequest request, RewriteVariables variables, List<Rule> into) throws InterruptedException {
        List<Folder> folders = new ArrayList<>();
        boolean htaccess = false;
        for (String path : way()) {
            List<ApacheNode> sections = sections(path);
            if (!sections.isEmpty()) {
                folders.add(new Folder(path, sections.stream().flatMap(s -> s.children().stream()).toList(),
                        Origin.APACHE));
            }
            if (allowed(path) && path.startsWith(root)) {
                String own = path + "/.htaccess";
                if (files.lines(own).isPresent()) {
                    htaccess = true;
                    folders.add(new Folder(path, reader.forHtaccess(own).read(own), Origin.HTACCESS));
                }
            }
        }
        if (!rewrites(folders, request, variables, into)) {
            for (Folder folder : folders.reversed()) {
                ApacheNode scope = new ApacheNode(new ConfigLine("", 0, ""), "", List.of(), folder.nodes);
                if (ApacheRules.aliases(List.of(scope), request, folder.origin, into)) {
                    break;
                }
            }
        }
        return htaccess;
    }

    /** Runs the rewrite rules of the deepest folder that has any; whether one is certain. */
    private boolean rewrites(List<Folder> folders, RuleRequest request, RewriteVariables variables, List<Rule> into)
            throws InterruptedException {
        Folder deepest = null;
        boolean on = false;
        for (Folder folder : folders) {
            if (folder.nodes.stream().anyMatch(n -> n.name().startsWith("rewrite"))) {
                deepest = folder;
                on = folder.nodes.stream().anyMatch(n -> n.name().equals("rewriteengine"))
                        ? ApacheRules.on(folder.nodes)
                        : on;
            }
        }
        if (deepest == null || !on || !reader.loaded("rewrite") || !deepest.path.startsWith(root)) {
            return false;
        }
        Folder last = deepest;
        boolean inherits = last.nodes.stream()
                .anyMatch(n -> n.name().equals("rewriteoptions") && n.line().text().toLowerCase(Locale.ROOT)
                        .contains("inherit"));
        String folder = last.path.substring(root.length()) + "/";
        RewriteEngine engine = new RewriteEngine(request, variables, last.origin, folder);
        String base = last.nodes.stream().filter(n -> n.name().equals("rewritebase")).reduce((_, b) -> b)
                .map(n -> n.argument(0)).orElse(null);
        engine.run(RewriteRule.of(last.nodes), base);
        for (Rule rule : engine.found()) {
            into.add(inherits
                    ? new Rule(rule.origin(), rule.file(), rule.line(), rule.text(), Fit.POSSIBLE, rule.target(),
                            Stream.concat(rule.doubts().stream(),
                                    Stream.of(Message.of("diagnose.rule.doubt.inherit"))).toList())
                    : rule);
        }
        return engine.ended();
    }

    /** Folders from the top of the disk to the deepest one that is there. */
    private List<String> way() throws InterruptedException {
        List<String> way = new ArrayList<>(List.of(""));
        String[] parts = file.substring(1).split("/");
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            path.append('/').append(part);
            String here = path.toString();
            boolean known = root.equals(here) || root.startsWith(here + "/");
            if (!known && files.kind(here).filter(k -> k == FileStat.Kind.FOLDER).isEmpty()) {
                break;
            }
            way.add(here);
        }
        return way;
    }

    /** {@code <Directory>} sections that are for this very folder. */
    private List<ApacheNode> sections(String path) {
        Stream<ApacheNode> all = host == null
                ? main.children().stream()
                : Stream.concat(main.children().stream(), host.children().stream());
        return all.filter(n -> isFor(n, path)).toList();
    }

    private static boolean isFor(ApacheNode node, String path) {
        boolean regex = node.name().equals("directorymatch")
                || node.name().equals("directory") && node.argument(0).equals("~");
        if (!node.name().equals("directory") && !regex) {
            return false;
        }
        String wanted = node.argument(node.argument(0).equals("~") ? 1 : 0);
        if (regex) {
            Pattern pattern = RewriteRule.compiled(wanted, false);
            return pattern != null && pattern.matcher(path + "/").find();
        }
        String clean = wanted.replaceFirst("/+$", "");
        return path.matches(Pattern.quote(clean).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
    }

    /** Whether a {@code .htaccess} of this folder may redirect: the last word on the way down. */
    private boolean allowed(String path) {
        boolean allowed = false;
        StringBuilder at = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (at.length() > 0 || !part.isEmpty()) {
                at.append('/').append(part);
            }
            for (ApacheNode section : sections(at.toString())) {
                for (ApacheNode node : section.children()) {
                    if (node.name().equals("allowoverride")) {
                        allowed = node.says("all") || node.says("fileinfo");
                    }
                }
            }
        }
        return allowed;
    }
}
