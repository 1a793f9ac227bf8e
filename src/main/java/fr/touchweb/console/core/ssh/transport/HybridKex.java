package fr.touchweb.console.core.ssh.transport;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.digest.SHA512;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;

/**
 * Key exchange that stays secret when either a quantum computer breaks X25519 or a flaw is found in the lattice scheme:
 * both secrets are hashed together (draft-ietf-sshm-mlkem-hybrid-kex for ML-KEM, draft-josefsson-ntruprime-ssh for
 * Streamlined NTRU Prime). The client sends its encapsulation key and its X25519 key in one string, the server answers
 * with ciphertext and X25519 key.
 */
final class HybridKex extends KeyExchangeBase {
    private static final byte[] X25519_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");
    private static final int X25519_BYTES = 32;

    private final PostQuantumSecret lattice;
    private final String hash;
    private byte[] sent = new byte[0];
    private KeyPair curve = emptyPair();
    private BigInteger secret = BigInteger.ZERO;

    private HybridKex(PostQuantumSecret lattice, Digest digest, String hash) {
        super(digest);
        this.lattice = lattice;
        this.hash = hash;
    }

    /** {@code mlkem768x25519-sha256}, of OpenSSH 9.9 and later. */
    static Factory.Named<KeyExchange> mlKem768() {
        return new Named("mlkem768x25519-sha256", () -> new HybridKex(new MlKemSecret(), new SHA256(), "SHA-256"));
    }

    /** Streamlined NTRU Prime, of OpenSSH 8.5 and later, under either of its names. */
    static Factory.Named<KeyExchange> sntrup761(String name) {
        return new Named(name, () -> new HybridKex(new SntrupSecret(), new SHA512(), "SHA-512"));
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverId, clientId, serverInit, clientInit);
        digest.init();
        curve = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] encoded = curve.getPublic().getEncoded();
        sent = join(lattice.publicKey(), Arrays.copyOfRange(encoded, encoded.length - X25519_BYTES, encoded.length));
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(sent));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message != Message.KEXDH_31) {
            throw failed("unexpected message " + message);
        }
        try {
            byte[] keyBlob = packet.readBytes();
            byte[] reply = packet.readBytes();
            byte[] signature = packet.readBytes();
            int latticeBytes = lattice.ciphertextBytes();
            if (reply.length != latticeBytes + X25519_BYTES) {
                throw failed("a reply of " + reply.length + " bytes");
            }
            byte[] shared = hashed(lattice.open(Arrays.copyOf(reply, latticeBytes)),
                    agree(Arrays.copyOfRange(reply, latticeBytes, reply.length)));
            secret = new SecretString(shared);
            hostKey = new Buffer.PlainBuffer(keyBlob).readPublicKey();
            Buffer.PlainBuffer exchange = initializedBuffer().putString(keyBlob).putBytes(sent).putBytes(reply)
                    .putBytes(shared);
            digest.update(exchange.array(), exchange.rpos(), exchange.available());
            H = digest.digest();
            checkSignature(signature);
            return true;
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "a torn reply", e);
        }
    }

    @Override
    public BigInteger getK() {
        return secret;
    }

    private void checkSignature(byte[] bytes) throws TransportException {
        PublicKey signer = hostKey instanceof Certificate<?> certificate ? certificate.getKey() : hostKey;
        Signature signature = trans.getHostKeyAlgorithm().newSignature();
        signature.initVerify(signer);
        signature.update(H, 0, H.length);
        if (!signature.verify(bytes)) {
            throw failed("the host key's signature does not hold");
        }
    }

    private byte[] agree(byte[] theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(curve.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("X25519")
                .generatePublic(new X509EncodedKeySpec(join(X25519_PREFIX, theirs))), true);
        return agreement.generateSecret();
    }

    private byte[] hashed(byte[] first, byte[] second) throws GeneralSecurityException {
        MessageDigest both = MessageDigest.getInstance(hash);
        both.update(first);
        both.update(second);
        Arrays.fill(first, (byte) 0);
        Arrays.fill(second, (byte) 0);
        return both.digest();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static KeyPair emptyPair() {
        return new KeyPair(null, null);
    }

    private static TransportException failed(String why) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "hybrid key exchange: " + why);
    }

    /** The half that a quantum computer does not break. One use each. */
    interface PostQuantumSecret {
        /** Makes a new key pair; the half to send. */
        byte[] publicKey() throws GeneralSecurityException;

        int ciphertextBytes();

        /** The secret that the server put into a ciphertext. */
        byte[] open(byte[] ciphertext) throws GeneralSecurityException;
    }

    /**
     * The shared secret of the hybrids is a string on the wire, while the library writes every secret as a number by its
     * {@code toByteArray()}: this number gives back the string's own bytes.
     */
    private static final class SecretString extends BigInteger {
        private static final long serialVersionUID = 1;
        private final transient byte[] bytes;

        SecretString(byte[] bytes) {
            super(1, bytes);
            this.bytes = bytes;
        }

        @Override
        public byte[] toByteArray() {
            return bytes.clone();
        }
    }

    private record Named(String name, Supplier<KeyExchange> maker) implements Factory.Named<KeyExchange> {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public KeyExchange create() {
            return maker.get();
        }
    }
}
