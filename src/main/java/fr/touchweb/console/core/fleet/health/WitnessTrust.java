package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.text.Message;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificate of one connection and goes on whatever it is: an expired or foreign one is what the check is
 * about, and nothing secret is sent. What a browser would refuse is kept as {@link #problem()}.
 */
final class WitnessTrust extends X509ExtendedTrustManager {
    private final X509TrustManager judge;
    private volatile @Nullable Instant ends;
    private volatile @Nullable Message problem;

    /** @param judge says what is trusted */
    WitnessTrust(X509TrustManager judge) {
        this.judge = judge;
    }

    static X509TrustManager ofSystem() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast).findFirst().orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** End of the certificate that was shown, null when none was. */
    @Nullable
    Instant ends() {
        return ends;
    }

    @Nullable
    Message problem() {
        return problem;
    }

    private void witness(X509Certificate[] chain, Check check) {
        ends = chain[0].getNotAfter().toInstant();
        try {
            check.run();
        } catch (CertificateException e) {
            problem = Message.of("fleet.site.certificate", String.valueOf(e.getMessage()));
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        witness(chain, () -> {
            if (judge instanceof X509ExtendedTrustManager extended) {
                // With the engine the name is compared too.
                extended.checkServerTrusted(chain, type, engine);
            } else {
                judge.checkServerTrusted(chain, type);
            }
        });
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        witness(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        witness(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
