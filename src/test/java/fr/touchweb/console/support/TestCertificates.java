package fr.touchweb.console.support;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An issuer of this test's own, and certificates of each kind from it. */
public final class TestCertificates {
    private final KeyPair issuerKey = key();
    private final X509Certificate issuer = issue("CN=Test Issuer", issuerKey, null, Instant.now().minusSeconds(3600),
            Duration.ofDays(30));

    /** Key and certificate of a server. */
    public record Identity(KeyPair key, X509Certificate certificate) {
        /** Certificate and key in one PEM file, as HAProxy wants it. */
        public String pem() throws Exception {
            return certificatePem() + keyPem();
        }

        public String certificatePem() throws Exception {
            return pem("CERTIFICATE", certificate.getEncoded());
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getPrivate().getEncoded());
        }

        private static String pem(String what, byte[] der) {
            return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                    + "\n-----END " + what + "-----\n";
        }

        public SSLContext context() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key.getPrivate(), new char[0], new Certificate[]{certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }
    }

    public TestCertificates() throws Exception {}

    /** The issuer, to be trusted. */
    public X509Certificate issuer() {
        return issuer;
    }

    /** A certificate for a name that holds now. */
    public Identity good(String name) throws Exception {
        return identity(name, Instant.now().minusSeconds(3600), Duration.ofDays(7));
    }

    public Identity expired(String name) throws Exception {
        return identity(name, Instant.now().minus(Duration.ofDays(20)), Duration.ofDays(10));
    }

    public Identity notYetValid(String name) throws Exception {
        return identity(name, Instant.now().plus(Duration.ofDays(5)), Duration.ofDays(10));
    }

    private Identity identity(String name, Instant from, Duration length) throws Exception {
        KeyPair key = key();
        return new Identity(key, issue("CN=" + name, key, name, from, length));
    }

    private X509Certificate issue(String subject, KeyPair key, String name, Instant from, Duration length)
            throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=Test Issuer"),
                new BigInteger(64, new Random()), Date.from(from), Date.from(from.plus(length)), new X500Name(subject),
                key.getPublic());
        if (name == null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        }
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate())));
    }

    private static KeyPair key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
