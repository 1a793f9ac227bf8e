package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS handshake of one request. Each has a context of its own, so that no session is resumed: a resumed one would not
 * show its certificate, and would forget that somebody refused it.
 */
final class TlsDoor {
    private final CertificateWitness witness;
    private final SSLSocket socket;

    private TlsDoor(CertificateWitness witness, SSLSocket socket) {
        this.witness = witness;
        this.socket = socket;
    }

    /** Prepares a handshake over a connection; nothing is sent yet. */
    static TlsDoor over(Socket connection, WebAddress address, Trust trust, boolean acceptBadCertificate)
            throws IOException {
        CertificateWitness witness = new CertificateWitness(trust.manager(), address.host(), acceptBadCertificate);
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{witness}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connection, address.host(),
                address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[]{"http/1.1"});
        parameters.setServerNames(serverNames(address.host()));
        socket.setSSLParameters(parameters);
        return new TlsDoor(witness, socket);
    }

    /** A literal address has no name to say (RFC 6066, 3), nor has a host that is no name by its rules. */
    private static List<javax.net.ssl.SNIServerName> serverNames(String host) {
        if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    SSLSocket socket() {
        return socket;
    }

    void handshake() throws IOException {
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException e) {
            throw new ProbeException(Kind.ANSWER_TIMEOUT, Message.of("diagnose.problem.tls-timeout"), e);
        } catch (SSLException e) {
            ProbeProblem known = witness.problem();
            if (known != null) {
                throw new ProbeException(known.kind(), known.text(), e);
            }
            if (e.getCause() instanceof EOFException) {
                throw new ProbeException(Kind.DROPPED, Message.of("diagnose.problem.tls-dropped"), e);
            }
            throw new ProbeException(Kind.TLS_HANDSHAKE,
                    Message.of("diagnose.problem.tls-handshake", Objects.requireNonNullElse(e.getMessage(), "")), e);
        }
    }

    /** What is wrong with the certificate, null when nothing is. */
    @Nullable
    ProbeProblem problem() {
        return witness.problem();
    }

    TlsFacts facts() {
        SSLSession session = socket.getSession();
        boolean agreed = session.isValid() && !session.getCipherSuite().contains("NULL");
        String chosen = socket.getApplicationProtocol();
        return new TlsFacts(agreed ? session.getProtocol() : null, agreed ? session.getCipherSuite() : null,
                chosen == null || chosen.isEmpty() ? null : chosen, witness.facts());
    }
}
