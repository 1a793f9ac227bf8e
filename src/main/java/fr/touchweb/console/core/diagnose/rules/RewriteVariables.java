package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.ssh.FileStat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rewrite conditions may ask of a request; the path changes while it is rewritten. For one run. */
final class RewriteVariables {
    private final RuleRequest request;
    private final @Nullable Boolean tls;
    private final String root;
    private final ConfigFiles files;
    private String path;
    private String query;

    /**
     * @param tls whether the virtual host itself speaks TLS, null when that cannot be told
     * @param root folder of the site
     */
    RewriteVariables(RuleRequest request, @Nullable Boolean tls, String root, ConfigFiles files) {
        this.request = request;
        this.tls = tls;
        this.root = root;
        this.files = files;
        this.path = request.path();
        this.query = request.address().query();
    }

    String path() {
        return path;
    }

    String query() {
        return query;
    }

    void rewrite(String newPath, String newQuery) {
        path = newPath;
        query = newQuery;
    }

    /** Value of a variable, null when it cannot be told. */
    @Nullable
    String value(String name) {
        String header = name.toUpperCase(Locale.ROOT);
        return switch (header) {
            case "HTTP_HOST", "HTTP:HOST" -> request.address().authority();
            case "SERVER_NAME" -> request.address().host();
            case "REQUEST_URI" -> path;
            case "QUERY_STRING" -> query;
            case "REQUEST_METHOD" -> "GET";
            case "REQUEST_FILENAME", "SCRIPT_FILENAME" -> root + path;
            case "DOCUMENT_ROOT", "CONTEXT_DOCUMENT_ROOT" -> root;
            case "HTTPS" -> tls == null ? null : tls ? "on" : "off";
            case "REQUEST_SCHEME" -> tls == null ? null : tls ? "https" : "http";
            case "THE_REQUEST" -> "GET " + request.address().target() + " HTTP/1.1";
            case "HTTP_USER_AGENT", "HTTP:USER-AGENT" -> request.userAgent();
            case "SERVER_PORT" -> request.proxied() ? null : Integer.toString(request.port());
            case "HTTP_REFERER", "HTTP:REFERER" -> "";
            case "HTTP:X-FORWARDED-PROTO", "HTTP_X_FORWARDED_PROTO" -> request.proxied() ? null : "";
            case "HTTP:ACCEPT", "HTTP_ACCEPT" -> "*/*";
            // What PHP-FPM or a redirect of our own would have set was not set on the way in.
            case "ENV:REDIRECT_STATUS" -> path.equals(request.path()) ? "" : "200";
            default -> null;
        };
    }

    /** Whether a file test holds; {@code -f}, {@code -d}, {@code -s}, {@code -l}, {@code -F}, {@code -U}. */
    Tri test(String subject, String test) throws InterruptedException {
        Optional<FileStat.Kind> kind = files.kind(subject);
        return switch (test) {
            case "-f" -> Tri.of(kind.filter(k -> k == FileStat.Kind.FILE).isPresent());
            case "-d" -> Tri.of(kind.filter(k -> k == FileStat.Kind.FOLDER).isPresent());
            case "-s", "-l", "-h", "-L", "-x" -> kind.isEmpty() ? Tri.NO : Tri.UNKNOWN;
            default -> Tri.UNKNOWN;
        };
    }
}
