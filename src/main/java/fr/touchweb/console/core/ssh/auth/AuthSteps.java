package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.SecretSource.Prompt;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;
import org.jspecify.annotations.Nullable;

/**
 * The single steps of RFC 4252 and 4256. The library runs a method's answers on its reader thread; so a question of the
 * server ends the step with {@link Asked}, the thread that logs in finds the answer, and sends it as the next step.
 */
final class AuthSteps {
    private AuthSteps() {}

    /** The server wants something before it decides. The connection goes on. */
    static final class Asked extends UserAuthException {
        private static final long serialVersionUID = 1;

        Asked() {
            super("the server asks");
        }
    }

    /** Offers a key without a signature; {@link Asked} when the server would take it. */
    static final class Offer extends AbstractAuthMethod {
        private final String algorithm;
        private final KeyBlob key;

        Offer(String algorithm, KeyBlob key) {
            super("publickey");
            this.algorithm = algorithm;
            this.key = key;
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            return super.buildReq().putBoolean(false).putString(algorithm).putString(key.bytes());
        }

        @Override
        public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
            if (message == Message.USERAUTH_60) {
                throw new Asked();
            }
            super.handle(message, packet);
        }
    }

    /** Proves a key with a signature that was made before. */
    static final class Prove extends AbstractAuthMethod {
        private final String algorithm;
        private final KeyBlob key;
        private final byte[] signature;

        Prove(String algorithm, KeyBlob key, byte[] signature) {
            super("publickey");
            this.algorithm = algorithm;
            this.key = key;
            this.signature = signature;
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            return super.buildReq().putBoolean(true).putString(algorithm).putString(key.bytes()).putString(signature);
        }
    }

    /** Gives the password; {@link Asked} when the server wants it changed first. */
    static final class Password extends AbstractAuthMethod {
        private final char[] password;

        Password(char[] password) {
            super("password");
            this.password = password;
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            SSHPacket packet = super.buildReq().putBoolean(false);
            putSecret(packet, password);
            return packet;
        }

        @Override
        public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
            if (message == Message.USERAUTH_60) {
                throw new Asked();
            }
            super.handle(message, packet);
        }
    }

    /** What the server asks in keyboard-interactive. */
    record Questions(String title, String instruction, List<Prompt> prompts) {}

    /** Begins keyboard-interactive, or goes on with answers; {@link Asked} with {@link #questions} when it asks (more). */
    static final class Interactive extends AbstractAuthMethod {
        private static final int MOST_PROMPTS = 32;

        private final @Nullable List<char[]> answers;
        private volatile @Nullable Questions questions;

        /** @param answers null to begin */
        Interactive(@Nullable List<char[]> answers) {
            super("keyboard-interactive");
            this.answers = answers;
        }

        @Nullable
        Questions questions() {
            return questions;
        }

        @Override
        protected SSHPacket buildReq() throws UserAuthException {
            if (answers == null) {
                return super.buildReq().putString("").putString("");
            }
            SSHPacket packet = new SSHPacket(Message.USERAUTH_INFO_RESPONSE).putUInt32(answers.size());
            answers.forEach(answer -> putSecret(packet, answer));
            return packet;
        }

        @Override
        public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
            if (message != Message.USERAUTH_60) {
                super.handle(message, packet);
                return;
            }
            try {
                String title = packet.readString();
                String instruction = packet.readString();
                packet.readString(); // language tag, deprecated
                int count = packet.readUInt32AsInt();
                if (count < 0 || count > MOST_PROMPTS) {
                    throw new UserAuthException(count + " questions at once");
                }
                List<Prompt> prompts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    String text = packet.readString();
                    prompts.add(new Prompt(text, packet.readBoolean()));
                }
                questions = new Questions(title, instruction, prompts);
            } catch (Buffer.BufferException e) {
                throw new UserAuthException(e);
            }
            throw new Asked();
        }
    }

    /** Text as UTF-8, with no copy of it left in a string. */
    private static void putSecret(SSHPacket packet, char[] secret) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        packet.putString(bytes);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(utf8.array(), (byte) 0);
    }
}
