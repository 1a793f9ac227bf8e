package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Apache hands a request on by {@code ProxyPass} or {@code ProxyPassMatch}: folders and their {@code .htaccess} then
 * have no say.
 *
 * @param target address that it is handed to, as written
 * @param doubt why that may not be, null when it is sure
 */
record ApacheProxy(String target, @Nullable Message doubt) {

    /**
     * The first directive that fits, those of the address's own {@code <Location>} before the others.
     *
     * @param main lines of the server
     * @param host lines of the virtual host, whose own come first
     * @return null when the request stays here
     */
    static @Nullable ApacheProxy of(List<ApacheNode> main, List<ApacheNode> host, String path) {
        List<ApacheNode> server = Stream.concat(host.stream(), main.stream()).toList();
        List<ApacheNode> places = ApachePlaces.locations(Stream.concat(main.stream(), host.stream()), path).toList()
                .reversed();
        for (ApacheNode place : places) {
            ApacheNode own = place.children().stream().filter(n -> n.name().equals("proxypass")).findFirst()
                    .orElse(null);
            if (own != null) {
                return own.argument(0).equals("!") ? null : new ApacheProxy(own.argument(0), own.doubt());
            }
        }
        for (ApacheNode node : server) {
            Tri fits = fits(node, path);
            if (fits != Tri.NO) {
                Message doubt = fits == Tri.UNKNOWN
                        ? Message.of("diagnose.rule.doubt.line", node.line().number(), node.line().text())
                        : node.doubt();
                return node.argument(1).equals("!") && doubt == null
                        ? null
                        : new ApacheProxy(node.argument(1), doubt);
            }
        }
        return null;
    }

    private static Tri fits(ApacheNode node, String path) {
        String from = node.argument(0);
        return switch (node.name()) {
            case "proxypass" -> Tri.of(path.startsWith(from) && (from.endsWith("/") || path.length() == from.length()
                    || path.charAt(from.length()) == '/'));
            case "proxypassmatch" -> Expression.of(from, false).find(path).found();
            default -> Tri.NO;
        };
    }

    /** Whether it hands to PHP and not to another web server. */
    boolean fastCgi() {
        return target.contains("fcgi:");
    }

    /** Server and port as {@code host:port}, empty when it is none that speaks HTTP. */
    Stream<String> server() {
        String rest = target.replaceFirst("(?i)^https?://", "").replaceFirst("/.*", "");
        boolean tls = target.toLowerCase(Locale.ROOT).startsWith("https:");
        return !target.matches("(?i)https?://.+") || rest.isEmpty()
                ? Stream.empty()
                : Stream.of(rest.matches(".*:\\d{1,5}") ? rest : rest + (tls ? ":443" : ":80"));
    }
}
