package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.text.MaskedLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Login and password of a site behind htpasswd (G16). Never in a report, a log line or an argument of a local program;
 * {@link #toString} masks the password.
 */
public record Credentials(String login, String password) {
    /** Value of the {@code Authorization} header (RFC 7617, UTF-8). */
    public String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return login + ":" + MaskedLogin.MASK;
    }
}
