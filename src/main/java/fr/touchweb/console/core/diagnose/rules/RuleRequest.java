package fr.touchweb.console.core.diagnose.rules;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request that rules are tried on, and the answer that they must explain.
 *
 * @param address as the client asked
 * @param port that the client connected to
 * @param status of the answer
 * @param target where the answer led
 * @param userAgent of the request
 * @param proxied whether this layer is behind another one, so that it sees neither the client nor its TLS
 */
public record RuleRequest(WebAddress address, int port, int status, WebAddress target, String userAgent,
        boolean proxied) {

    /** The same at another port. */
    public RuleRequest at(int other) {
        return new RuleRequest(address, other, status, target, userAgent, proxied);
    }

    /** The path with its percent signs undone, as rules see it. */
    String path() {
        return decoded(address.path());
    }

    /** Whether a Location header, bytes as ISO-8859-1, says what the answer said. */
    public boolean explains(String location) {
        return leadsThere(
                new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /**
     * Whether a rule's target is where the answer led. Servers complete what is relative with a scheme and a port of
     * their own, so these do not count unless both sides say them.
     */
    boolean leadsThere(@Nullable String ruleTarget) {
        if (ruleTarget == null) {
            return false;
        }
        try {
            WebAddress computed = address.follow(
                    new String(ruleTarget.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            boolean absolute = ruleTarget.matches("(?i)https?://.*");
            return computed.host().equals(target.host())
                    && decoded(computed.target()).equals(decoded(target.target()))
                    && (!absolute || computed.tls() == target.tls());
        } catch (DiagnoseException e) {
            return false;
        }
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Objects.requireNonNull(text);
        }
    }
}
