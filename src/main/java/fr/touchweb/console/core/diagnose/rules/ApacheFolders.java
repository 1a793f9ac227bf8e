package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.ssh.FileStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders on the way to a file with what each says: {@code <Directory>} and every {@code .htaccess} from the root of the
 * site down, as far as {@code AllowOverride} lets them speak.
 */
final class ApacheFolders {
    private final ConfigFiles files;
    private final ApacheReader reader;
    private final List<ApacheNode> sections;
    private final List<String> names;
    private final String root;
    private final List<String> way;
    private final String name;

    /**
     * @param main lines of the server
     * @param host lines of the virtual host, null when none serves the address
     * @param root folder of the site
     * @param file path on the disk that the address means
     */
    ApacheFolders(ConfigFiles files, ApacheReader reader, ApacheNode main, @Nullable ApacheNode host, String root,
            String file) throws InterruptedException {
        this.files = files;
        this.reader = reader;
        this.root = root;
        sections = Stream.concat(main.children().stream(), host == null ? Stream.of() : host.children().stream())
                .toList();
        List<String> wanted = sections.stream().filter(n -> n.name().equals("accessfilename"))
                .reduce((_, last) -> last).map(ApacheNode::arguments).orElse(List.of(".htaccess"));
        names = wanted.stream().filter(n -> n.matches("[^/]+")).toList();
        way = way(file);
        String rest = file.substring(Math.min(file.length(), way.getLast().length())).replaceFirst("^/+", "");
        name = rest.replaceFirst("/.*", "");
    }

    /** One folder's word; the later ones are laid over the earlier ones. */
    record Folder(String path, List<ApacheNode> nodes, Origin origin) {}

    /** Folders from the top down. */
    List<Folder> folders() throws InterruptedException {
        List<Folder> folders = new ArrayList<>();
        for (String path : way) {
            List<ApacheNode> own = directories(path).toList();
            if (!own.isEmpty()) {
                folders.add(new Folder(path, own.stream().flatMap(s -> s.children().stream()).toList(),
                        Origin.APACHE));
            }
            if (path.startsWith(root) && allowed(path)) {
                for (String each : names) {
                    String access = path + "/" + each;
                    if (files.lines(access).isPresent()) {
                        folders.add(new Folder(path, reader.forHtaccess(access).read(access), Origin.HTACCESS));
                        break;
                    }
                }
            }
        }
        return folders;
    }

    /** Name of the file behind the deepest folder, empty when the address is that folder. */
    String name() {
        return name;
    }

    /** Folders from the top of the disk to the deepest one that is there. */
    private List<String> way(String file) throws InterruptedException {
        List<String> found = new ArrayList<>(List.of(""));
        StringBuilder path = new StringBuilder();
        for (String part : file.substring(1).split("/")) {
            path.append('/').append(part);
            String here = path.toString();
            boolean known = root.equals(here) || root.startsWith(here + "/");
            if (!known && files.kind(here).filter(k -> k == FileStat.Kind.FOLDER).isEmpty()) {
                break;
            }
            found.add(here);
        }
        return found;
    }

    /** {@code <Directory>} sections that are for this very folder. */
    private Stream<ApacheNode> directories(String path) {
        return ApachePlaces.directories(sections.stream(), path);
    }

    /** Whether a {@code .htaccess} of this folder may redirect: the last word on the way down. */
    private boolean allowed(String path) {
        boolean allowed = false;
        StringBuilder at = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (at.length() > 0 || !part.isEmpty()) {
                at.append('/').append(part);
            }
            for (ApacheNode section : directories(at.toString()).toList()) {
                for (ApacheNode node : section.children()) {
                    if (node.name().equals("allowoverride")) {
                        allowed = node.says("all") || node.says("fileinfo");
                    } else if (node.name().equals("allowoverridelist")) {
                        allowed |= node.arguments().stream().map(word -> word.toLowerCase(Locale.ROOT))
                                .anyMatch(word -> word.startsWith("redirect") || word.startsWith("rewrite"));
                    }
                }
            }
        }
        return allowed;
    }
}
