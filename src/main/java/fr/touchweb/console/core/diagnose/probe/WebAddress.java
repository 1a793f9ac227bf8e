package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.text.MaskedLogin;
import fr.touchweb.console.core.text.Message;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of the web that can be asked. Its parts hold nothing that could end a header line early: blanks and what
 * is not ASCII are percent-encoded as browsers do (URL standard of the WHATWG), control characters are refused.
 *
 * @param tls whether it is HTTPS
 * @param host lower case, ASCII, an IPv6 address without brackets
 * @param port 1 to 65535
 * @param target path and query as sent, beginning with {@code /}
 */
public record WebAddress(boolean tls, String host, int port, String target) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::(\\d*))?",
            Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?\\.?");
    private static final int LONGEST = 16_384;

    /**
     * Reads what a person typed or pasted; {@code www.acme.test/page} alone means HTTP. A login in it is refused:
     * {@link SecureLink} splits it off.
     */
    public static WebAddress parse(String text) throws DiagnoseException {
        String clean = text.strip();
        if (clean.isEmpty()) {
            throw new DiagnoseException(Message.of("diagnose.url.empty"));
        }
        Matcher scheme = SCHEME.matcher(clean);
        boolean named = clean.contains("://");
        if (!named && scheme.matches() && !scheme.group(2).matches("\\d{1,5}(?:[/?#].*)?")) {
            throw new DiagnoseException(Message.of("diagnose.url.scheme", scheme.group(1)));
        }
        return absolute(named ? clean : "http://" + clean, true);
    }

    /**
     * Where a Location header leads from here (RFC 9110, 10.2.2): absolute, {@code //host/path}, a path from the root, or
     * a relative one. A fragment is left out, since it is never sent.
     *
     * @param location the header's bytes as ISO-8859-1 text
     * @throws DiagnoseException when no client would follow it
     */
    public WebAddress follow(String location) throws DiagnoseException {
        String clean = new String(location.getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8).strip();
        if (clean.isEmpty()) {
            throw new DiagnoseException(Message.of("diagnose.location.empty"));
        }
        if (clean.startsWith("//")) {
            return absolute(scheme() + ":" + clean, false);
        }
        Matcher scheme = SCHEME.matcher(clean);
        if (scheme.matches()) {
            String name = scheme.group(1).toLowerCase(Locale.ROOT);
            if (!name.equals("http") && !name.equals("https")) {
                throw new DiagnoseException(Message.of("diagnose.url.scheme", scheme.group(1)));
            }
            if (scheme.group(2).startsWith("//")) {
                return absolute(clean, false);
            }
            throw new DiagnoseException(Message.of("diagnose.url.host", MaskedLogin.ofAddress(clean)));
        }
        String reference = withoutFragment(clean);
        if (reference.isEmpty()) {
            return this;
        }
        if (reference.startsWith("?")) {
            return with(path() + reference);
        }
        String whole = reference.startsWith("/")
                ? reference
                : path().substring(0, path().lastIndexOf('/') + 1) + reference;
        int query = whole.indexOf('?');
        String path = query < 0 ? whole : whole.substring(0, query);
        return with(Dots.removed(path) + (query < 0 ? "" : whole.substring(query)));
    }

    /** The same host with another path and query. */
    public WebAddress with(String newTarget) throws DiagnoseException {
        return new WebAddress(tls, host, port, encoded(newTarget));
    }

    /** The same with one more query parameter. */
    public WebAddress withParameter(String name, String value) {
        return new WebAddress(tls, host, port,
                target + (target.indexOf('?') < 0 ? "?" : target.endsWith("?") ? "" : "&") + name + "=" + value);
    }

    public String scheme() {
        return tls ? "https" : "http";
    }

    /** The path without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The query without its question mark, empty when there is none. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** Value of the Host header: the port only where it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** The host with its port always, to tell sites apart. */
    public String hostAndPort() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Whether this differs from another address in nothing but the scheme and its own port (G63). */
    public boolean onlySchemeDiffers(WebAddress other) {
        return tls != other.tls && host.equals(other.host) && target.equals(other.target);
    }

    @Override
    public String toString() {
        return scheme() + "://" + authority() + target;
    }

    private static WebAddress absolute(String text, boolean strict) throws DiagnoseException {
        if (text.length() > LONGEST) {
            throw new DiagnoseException(Message.of("diagnose.url.long", LONGEST));
        }
        int colon = text.indexOf(':');
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new DiagnoseException(Message.of("diagnose.url.scheme", scheme));
        }
        String rest = withoutFragment(text.substring(colon + 3).replaceFirst("^/+", ""));
        int end = 0;
        while (end < rest.length() && "/?\\".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        Matcher parts = AUTHORITY.matcher(authority);
        // With a sign behind it that ends a login, what cannot be read may be a part of a password, and is not told.
        boolean torn = !parts.matches() && text.indexOf('@') >= 0;
        if (strict && (torn || authority.indexOf('@') >= 0)) {
            throw new DiagnoseException(Message.of("diagnose.url.login"));
        }
        if (!parts.matches()) {
            throw new DiagnoseException(Message.of("diagnose.url.host", MaskedLogin.ofAddress(authority)));
        }
        boolean tls = scheme.equals("https");
        String target = rest.substring(end).replaceFirst("^\\\\", "/");
        return new WebAddress(tls, host(parts.group(1)), port(parts.group(2), tls),
                encoded(target.startsWith("/") ? target : "/" + target));
    }

    private static String host(String text) throws DiagnoseException {
        if (text.startsWith("[")) {
            return text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new DiagnoseException(Message.of("diagnose.url.host", printable(text)));
        }
        if (!HOST.matcher(ascii).matches()) {
            throw new DiagnoseException(Message.of("diagnose.url.host", printable(text)));
        }
        return ascii;
    }

    private static int port(String digits, boolean tls) throws DiagnoseException {
        if (digits == null || digits.isEmpty()) {
            return tls ? 443 : 80;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new DiagnoseException(Message.of("diagnose.url.port", digits));
        }
        return port;
    }

    private static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    private static String encoded(String target) throws DiagnoseException {
        StringBuilder out = new StringBuilder(target.length() + 16);
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw new DiagnoseException(Message.of("diagnose.url.control"));
            }
            if (c < 0x7f && " \"<>`{}^|\\".indexOf(c) < 0) {
                out.append(c);
                continue;
            }
            int point = target.codePointAt(i);
            i += Character.charCount(point) - 1;
            for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b));
            }
        }
        return out.toString();
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
