package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.Login;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import java.nio.file.Path;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;

/** Proves who we are, on a connection whose host key was accepted. */
interface Authenticator {
    /** Gathers keys before the server's time to log in begins. */
    Ready prepare(ResolvedTarget target, Asking asking) throws RemoteException, InterruptedException;

    /** One log-in. */
    interface Ready {
        /**
         * Blocks until the server accepted.
         *
         * @return whether a person was asked for something, so that a second connection would ask again
         * @throws RemoteException with the reason and what to try when the server refuses
         */
        boolean login(SSHClient client) throws RemoteException, InterruptedException;
    }

    /** Stops the connection's clock while a person is asked. */
    interface Asking {
        void begins();

        void ends();
    }

    /** The log-in of {@code core/ssh/auth}. */
    static Authenticator of(Authentication authentication, SecretSource secrets) {
        return (target, asking) -> {
            Watched watched = new Watched(secrets, asking);
            Login login = authentication.prepare(target, watched);
            return client -> {
                login.authenticate(client);
                return watched.askedForSecret;
            };
        };
    }

    /** Tells when a person is asked. A passphrase opens a key for the next log-in too, any other secret serves once. */
    final class Watched implements SecretSource {
        private final SecretSource source;
        private final Asking asking;
        private volatile boolean askedForSecret;

        private Watched(SecretSource source, Asking asking) {
            this.source = source;
            this.asking = asking;
        }

        @Override
        public char @Nullable [] password(SshTarget target, boolean again) throws InterruptedException {
            askedForSecret = true;
            asking.begins();
            try {
                return source.password(target, again);
            } finally {
                asking.ends();
            }
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) throws InterruptedException {
            asking.begins();
            try {
                return source.passphrase(keyFile, again);
            } finally {
                asking.ends();
            }
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> prompts) throws InterruptedException {
            askedForSecret = true;
            asking.begins();
            try {
                return source.answers(target, title, instruction, prompts);
            } finally {
                asking.ends();
            }
        }
    }
}
