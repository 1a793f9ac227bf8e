package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.text.Message;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sees the certificate of one handshake, says what is wrong with it, and lets the handshake go on only when all is well or
 * the person said so. For one handshake.
 */
final class CertificateWitness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private final String host;
    private final boolean accept;
    private @Nullable X509Certificate certificate;
    private @Nullable ProbeProblem problem;

    CertificateWitness(X509ExtendedTrustManager trust, String host, boolean accept) {
        this.trust = trust;
        this.host = host;
        this.accept = accept;
    }

    @Nullable
    ProbeProblem problem() {
        return problem;
    }

    TlsFacts.@Nullable Certificate facts() {
        X509Certificate seen = certificate;
        if (seen == null) {
            return null;
        }
        try {
            return new TlsFacts.Certificate(seen.getSubjectX500Principal().getName(),
                    seen.getIssuerX500Principal().getName(), names(seen), seen.getNotBefore().toInstant(),
                    seen.getNotAfter().toInstant(),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seen.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed cannot be encoded", e);
        }
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null
                ? List.of()
                : alternatives.stream().filter(pair -> pair.get(1) instanceof String).map(pair -> (String) pair.get(1))
                        .toList();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        certificate = chain[0];
        CertificateException refusal = null;
        try {
            trust.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            refusal = e;
        }
        if (refusal == null) {
            return;
        }
        problem = problem(chain, type, refusal);
        if (!accept) {
            throw refusal;
        }
    }

    private ProbeProblem problem(X509Certificate[] chain, String type, CertificateException refusal)
            throws CertificateException {
        String names = String.join(", ", names(chain[0]));
        String issuer = chain[0].getIssuerX500Principal().getName();
        for (X509Certificate each : chain) {
            try {
                each.checkValidity();
            } catch (CertificateExpiredException e) {
                return new ProbeProblem(Kind.TLS_EXPIRED, Message.of("diagnose.problem.tls-expired",
                        each.getSubjectX500Principal().getName(), day(each.getNotAfter().toInstant()), issuer));
            } catch (CertificateNotYetValidException e) {
                return new ProbeProblem(Kind.TLS_NOT_YET_VALID, Message.of("diagnose.problem.tls-not-yet",
                        each.getSubjectX500Principal().getName(), day(each.getNotBefore().toInstant()), issuer));
            }
        }
        try {
            trust.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            String said = Objects.requireNonNullElse(e.getMessage(), "");
            return said.contains("unable to find valid certification path") || said.contains("Path does not chain")
                    ? new ProbeProblem(Kind.TLS_UNKNOWN_ISSUER,
                            Message.of("diagnose.problem.tls-issuer", issuer, names))
                    : new ProbeProblem(Kind.TLS_UNKNOWN_ISSUER,
                            Message.of("diagnose.problem.tls-chain", issuer, names, said));
        }
        // Trusted when nobody asks for a name: the name it is.
        return new ProbeProblem(Kind.TLS_WRONG_NAME,
                Message.of("diagnose.problem.tls-name", host, names.isEmpty() ? "–" : names, issuer));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("sockets only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("sockets only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
