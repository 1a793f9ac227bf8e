package fr.touchweb.console.core.diagnose.probe;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom this machine trusts: the issuers that come with Java, and those given beside them. */
final class Trust {
    private final List<X509Certificate> anchors;
    private volatile X509ExtendedTrustManager manager;

    @SuppressWarnings("NullAway.Init") // read at the first use: it takes a while
    Trust(List<X509Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    X509ExtendedTrustManager manager() throws IOException {
        X509ExtendedTrustManager known = manager;
        if (known == null) {
            known = read();
            manager = known;
        }
        return known;
    }

    private X509ExtendedTrustManager read() throws IOException {
        try {
            X509ExtendedTrustManager system = of(null);
            if (anchors.isEmpty()) {
                return system;
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int n = 0;
            for (X509Certificate issuer : system.getAcceptedIssuers()) {
                all.setCertificateEntry("system-" + n++, issuer);
            }
            for (X509Certificate anchor : anchors) {
                all.setCertificateEntry("anchor-" + n++, anchor);
            }
            return of(all);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager each : Arrays.asList(factory.getTrustManagers())) {
            if (each instanceof X509ExtendedTrustManager manager) {
                return manager;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
