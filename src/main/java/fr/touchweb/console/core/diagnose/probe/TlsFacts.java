package fr.touchweb.console.core.diagnose.probe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the TLS handshake showed.
 *
 * @param protocol {@code TLSv1.3} for one, null when the handshake failed before it was agreed
 * @param cipher cipher suite, null likewise
 * @param applicationProtocol what ALPN agreed, null when nothing
 * @param certificate the server's own, null when none came
 */
public record TlsFacts(@Nullable String protocol, @Nullable String cipher, @Nullable String applicationProtocol,
        @Nullable Certificate certificate) {

    /**
     * A certificate's facts.
     *
     * @param subject distinguished name
     * @param issuer distinguished name
     * @param names DNS names and addresses that it is for
     * @param sha256 fingerprint, hexadecimal
     */
    public record Certificate(String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter,
            String sha256) {
        public Certificate {
            names = List.copyOf(names);
        }
    }
}
