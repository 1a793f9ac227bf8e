package fr.touchweb.console.lab.web;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates of the lab's hosts: good ones by an authority of its own, and those that a browser warns of. Made anew at
 * each start; the keys never leave the process.
 */
public final class Identities {
    private static final X500Principal AUTHORITY = new X500Principal("CN=Console TW lab authority, O=Fictional");
    private static final char[] PASSWORD = "lab".toCharArray();
    private static final Duration LIFE = Duration.ofDays(90);

    private final Instant now;
    private final KeyPair authorityKey;
    private final X509Certificate authority;

    private Identities(Instant now, KeyPair authorityKey, X509Certificate authority) {
        this.now = now;
        this.authorityKey = authorityKey;
        this.authority = authority;
    }

    /** @param now centre of the certificates' lives */
    public static Identities create(Instant now) throws IOException {
        try {
            KeyPair key = newKey();
            return new Identities(now, key, certificate(AUTHORITY, key.getPublic(), AUTHORITY, key.getPrivate(), now,
                    now.minus(LIFE), now.plus(LIFE), true, List.of()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the lab's authority cannot be made", e);
        }
    }

    /** The authority that a console on the lab trusts besides the system's. */
    public X509Certificate authority() {
        return authority;
    }

    /** The same for programs. */
    public String pem() throws IOException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(authority.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the lab's authority cannot be written", e);
        }
    }

    /** A certificate that holds. */
    SSLContext good(String... names) {
        return identity(List.of(names), now.minus(LIFE.dividedBy(3)), now.plus(LIFE.dividedBy(2)), false);
    }

    /** One that ended three weeks ago. */
    SSLContext expired(String... names) {
        return identity(List.of(names), now.minus(LIFE), now.minus(Duration.ofDays(21)), false);
    }

    /** One that nobody vouches for. */
    SSLContext selfSigned(String... names) {
        return identity(List.of(names), now.minus(LIFE.dividedBy(3)), now.plus(LIFE.dividedBy(2)), true);
    }

    private SSLContext identity(List<String> names, Instant from, Instant until, boolean own) {
        try {
            KeyPair key = newKey();
            X500Principal subject = new X500Principal("CN=" + names.getFirst());
            X509Certificate leaf = own
                    ? certificate(subject, key.getPublic(), subject, key.getPrivate(), now, from, until, false, names)
                    : certificate(subject, key.getPublic(), AUTHORITY, authorityKey.getPrivate(), now, from, until,
                            false, names);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("host", key.getPrivate(), PASSWORD,
                    own ? new X509Certificate[]{leaf} : new X509Certificate[]{leaf, authority});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java makes no certificate for " + names, e);
        }
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(X500Principal subject, java.security.PublicKey key,
            X500Principal issuer, PrivateKey signer, Instant serial, Instant from, Instant until, boolean authority,
            List<String> names) throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer,
                new BigInteger(96, new SecureRandom()).add(BigInteger.valueOf(serial.getEpochSecond())),
                Date.from(from), Date.from(until), subject, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!names.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream()
                    .map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    }
}
