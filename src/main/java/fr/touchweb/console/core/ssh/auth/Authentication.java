package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.SSHClient;

/** Logs in to servers; one for the application, since it remembers which key each host accepted. Safe on any thread. */
public final class Authentication {
    private final KeyRing ring;
    private final int keysPerLogin;
    private final Map<String, KeyBlob> lastGood = new ConcurrentHashMap<>();

    /** With three keys a log-in, half of what a server allows by default. */
    public Authentication(KeyRing ring) {
        this(ring, 3);
    }

    /** @param keysPerLogin most keys that are offered in one try; servers end the connection after six tries by default */
    public Authentication(KeyRing ring, int keysPerLogin) {
        this.ring = ring;
        this.keysPerLogin = keysPerLogin;
    }

    /**
     * Gathers what could log in: the agent's keys and the key files, nothing of it secret. Before connecting, on a task's
     * thread, for the server's time to log in runs from the first byte.
     */
    public Login prepare(ResolvedTarget target, SecretSource secrets) throws InterruptedException {
        return new Login(target, secrets, ring, keysPerLogin, Candidates.of(target, lastGood.get(target.route())),
                key -> lastGood.put(target.route(), key));
    }

    /** {@link #prepare} and {@link Login#authenticate} in one, for a client that is connected. */
    public void login(SSHClient client, ResolvedTarget target, SecretSource secrets)
            throws RemoteException, InterruptedException {
        prepare(target, secrets).authenticate(client);
    }
}
