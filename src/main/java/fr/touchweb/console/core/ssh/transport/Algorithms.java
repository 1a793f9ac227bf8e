package fr.touchweb.console.core.ssh.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What we propose to a server, strongest and fastest first (reference ssh 1.3, rule 2): hybrid post-quantum key exchange
 * before the classical ones; no DH group exchange, since the library does not look at host certificates with it; no SHA-1,
 * CBC, RC4, 3DES or DSA. A device that has nothing better gets {@link #legacy}, by a switch of its own.
 */
final class Algorithms {
    /** Twice the bulk window, since overflowing the buffer ends the connection (reference ssh 3.3). */
    private static final int RECEIVE_BUFFER = 32 << 20;
    private static final String SOFTWARE = "TouchWebConsole";

    private Algorithms() {}

    /**
     * The provider comes last, so that AES is the machine's own: four to five times faster than Bouncy Castle's, which is
     * there for chacha20 alone (reference ssh 3.1). Must run before the library is used.
     */
    static synchronized void prepareProviders() {
        SecurityUtils.setRegisterBouncyCastle(false);
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }

    static Config modern() {
        return configure(keyExchanges(), ciphers(), macs(), hostKeys());
    }

    /** With SHA-1, for a device that offers nothing else; a connection that uses it says so. */
    static Config legacy() {
        List<Factory.Named<KeyExchange>> kex = keyExchanges();
        kex.addAll(kex.size() - 1, List.of(DHGroups.Group14SHA1(), DHGroups.Group1SHA1()));
        List<Factory.Named<Cipher>> ciphers = ciphers();
        ciphers.addAll(List.of(BlockCiphers.AES256CBC(), BlockCiphers.AES128CBC()));
        List<Factory.Named<MAC>> macs = macs();
        macs.addAll(List.of(Macs.HMACSHA1Etm(), Macs.HMACSHA1()));
        List<Factory.Named<KeyAlgorithm>> keys = hostKeys();
        keys.addAll(List.of(KeyAlgorithms.RSASHA256(), KeyAlgorithms.SSHRSA()));
        return configure(kex, ciphers, macs, keys);
    }

    private static Config configure(List<Factory.Named<KeyExchange>> kex, List<Factory.Named<Cipher>> ciphers,
            List<Factory.Named<MAC>> macs, List<Factory.Named<KeyAlgorithm>> keys) {
        prepareProviders();
        DefaultConfig config = new DefaultConfig();
        config.setKeyExchangeFactories(kex);
        config.setCipherFactories(ciphers);
        config.setMACFactories(macs);
        config.setKeyAlgorithms(keys);
        config.setCompressionFactories(List.of(new NoneCompression.Factory()));
        config.setVersion(SOFTWARE);
        config.setMaxCircularBufferSize(RECEIVE_BUFFER);
        // Certificates are judged by our own known_hosts, whatever key exchange was negotiated.
        config.setVerifyHostKeyCertificates(false);
        // The watchdog is ours; the library's heartbeat thread notices nothing (reference ssh 2.1).
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        return config;
    }

    private static List<Factory.Named<KeyExchange>> keyExchanges() {
        return new ArrayList<>(List.of(HybridKex.mlKem768(), HybridKex.sntrup761("sntrup761x25519-sha512"),
                HybridKex.sntrup761("sntrup761x25519-sha512@openssh.com"), new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(), new ECDHNistP.Factory256(), new ECDHNistP.Factory384(),
                new ECDHNistP.Factory521(), DHGroups.Group16SHA512(), DHGroups.Group18SHA512(),
                DHGroups.Group14SHA256(), new ExtInfoClientFactory()));
    }

    private static List<Factory.Named<Cipher>> ciphers() {
        return new ArrayList<>(List.of(GcmCiphers.AES128GCM(), GcmCiphers.AES256GCM(), BlockCiphers.AES256CTR(),
                BlockCiphers.AES128CTR(), ChachaPolyCiphers.CHACHA_POLY_OPENSSH()));
    }

    private static List<Factory.Named<MAC>> macs() {
        return new ArrayList<>(List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256()));
    }

    /** RSA by SHA-512 alone: every server with SHA-2 has both, and each unknown key costs one try instead of two. */
    private static List<Factory.Named<KeyAlgorithm>> hostKeys() {
        return new ArrayList<>(List.of(KeyAlgorithms.EdDSA25519CertV01(), KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp384CertV01(), KeyAlgorithms.ECDSASHANistp521CertV01(),
                KeyAlgorithms.EdDSA25519(), KeyAlgorithms.ECDSASHANistp256(), KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521(), KeyAlgorithms.RSASHA512()));
    }
}
