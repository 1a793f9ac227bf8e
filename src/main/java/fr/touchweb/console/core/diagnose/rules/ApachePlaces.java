package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sections of Apache that count for one request, and the order in which they are laid over each other (Apache's manual,
 * "How the sections are merged").
 */
final class ApachePlaces {
    private ApachePlaces() {}

    /** {@code <Location>} and {@code <LocationMatch>} of an address. */
    static Stream<ApacheNode> locations(Stream<ApacheNode> nodes, String path) {
        return fitting(nodes.filter(node -> node.name().startsWith("location")), path);
    }

    /** {@code <Directory>} and {@code <DirectoryMatch>} of a folder. */
    static Stream<ApacheNode> directories(Stream<ApacheNode> nodes, String folder) {
        return fitting(nodes.filter(node -> node.name().startsWith("directory") && !node.children().isEmpty()),
                folder);
    }

    /** {@code <Files>} and {@code <FilesMatch>} of a file name. */
    static Stream<ApacheNode> files(Stream<ApacheNode> nodes, String name) {
        return fitting(nodes.filter(node -> node.name().equals("files") || node.name().equals("filesmatch")), name);
    }

    /** Those that are for a text; those of which that cannot be told are doubted. */
    private static Stream<ApacheNode> fitting(Stream<ApacheNode> nodes, String text) {
        return nodes.flatMap(node -> switch (isFor(node, text)) {
            case YES -> Stream.of(node);
            case NO -> Stream.of();
            case UNKNOWN -> Stream.of(node.doubted(
                    Message.of("diagnose.rule.doubt.line", node.line().number(), node.line().text())));
        });
    }

    /** What stands in {@code <If>} and its kin, at any depth; each node carries its doubt. */
    static List<ApacheNode> ifs(List<ApacheNode> nodes) {
        List<ApacheNode> found = new ArrayList<>();
        for (ApacheNode node : nodes) {
            if (List.of("if", "elseif", "else").contains(node.name())) {
                found.addAll(node.children().stream().filter(child -> child.children().isEmpty()).toList());
                found.addAll(ifs(node.children()));
            }
        }
        return found;
    }

    private static Tri isFor(ApacheNode node, String wanted) {
        boolean tilde = node.argument(0).equals("~");
        String text = node.argument(tilde ? 1 : 0);
        boolean folder = node.name().startsWith("directory");
        if (tilde || node.name().endsWith("match")) {
            return Expression.of(text, false).find(folder ? wanted + "/" : wanted).found();
        }
        boolean wild = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        if (node.name().equals("location") && !wild) {
            return Tri.of(wanted.startsWith(text) && (text.isEmpty() || text.endsWith("/")
                    || wanted.length() == text.length() || wanted.charAt(text.length()) == '/'));
        }
        return Tri.of(glob(folder ? text.replaceFirst("/+$", "") : text, "[^/]*", "[^/]").matcher(wanted).matches());
    }

    static Pattern glob(String text, String star, String any) {
        return Pattern.compile(
                Pattern.quote(text).replace("*", "\\E" + star + "\\Q").replace("?", "\\E" + any + "\\Q"));
    }

    /** Whether a directive lets something else than the rules decide where a request goes, or which folder it means. */
    static boolean decides(ApacheNode node) {
        return node.name().matches("lua(?:hook|maphandler|quickhandler).*|perl\\w*handler"
                + "|virtual(?:documentroot|scriptalias)(?:ip)?|rewriteoptions")
                && !(node.name().equals("rewriteoptions") && !node.line().text().toLowerCase(Locale.ROOT)
                        .contains("inheritdown"))
                || node.name().equals("header") && node.says("location");
    }

    /** Whether a directive says where the site is, or who may speak for it. */
    static boolean places(ApacheNode node) {
        return node.name().matches("virtualhost|documentroot|(?:script)?alias(?:match)?|allowoverride(?:list)?"
                + "|accessfilename|rewriteengine|proxypass(?:match)?");
    }
}
