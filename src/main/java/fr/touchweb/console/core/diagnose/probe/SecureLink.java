package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.text.MaskedLogin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link as the house hands it out, {@code https://LOGIN:PASSWORD@URL} (G17), split so that the password never travels
 * with the address. {@link #toString} is masked.
 *
 * @param address without login and password
 * @param credentials null when the link holds none
 */
public record SecureLink(WebAddress address, @Nullable Credentials credentials) {
    private static final Pattern LINK = Pattern.compile("(\\s*(?:https?:)?(?://)?)([^/?#]*)@(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Splits a link; an address without a login is one too. */
    public static SecureLink parse(String text) throws DiagnoseException {
        Matcher link = LINK.matcher(text);
        if (!link.matches()) {
            return new SecureLink(WebAddress.parse(text), null);
        }
        String user = link.group(2);
        int colon = user.indexOf(':');
        WebAddress address = WebAddress.parse(link.group(1) + link.group(3));
        return new SecureLink(address, new Credentials(decoded(colon < 0 ? user : user.substring(0, colon)),
                colon < 0 ? "" : decoded(user.substring(colon + 1))));
    }

    /** The text with what may be a password masked; for echoing what could not be read. */
    public static String masked(String text) {
        Matcher link = LINK.matcher(text);
        if (!link.matches()) {
            return readable(text) ? text : MaskedLogin.ofAddress(text);
        }
        int colon = link.group(2).indexOf(':');
        String login = colon < 0 ? link.group(2) : link.group(2).substring(0, colon);
        return link.group(1) + login + ":" + MaskedLogin.MASK + "@" + link.group(3);
    }

    /** Whether an {@code @} in it belongs to a path; else it may end a password that holds {@code /}, {@code #} or such. */
    private static boolean readable(String text) {
        if (text.indexOf('@') < 0 || text.strip().startsWith("/")) {
            return true;
        }
        try {
            WebAddress.parse(text);
            return true;
        } catch (DiagnoseException _) {
            return false;
        }
    }

    /** A plus stays a plus: it is a blank in forms only. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that encodes nothing is a password's own.
            return text;
        }
    }

    @Override
    public String toString() {
        return credentials == null
                ? address.toString()
                : address.scheme() + "://" + credentials + "@" + address.authority() + address.target();
    }
}
