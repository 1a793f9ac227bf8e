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
    private final Map<String, KeyBlob> lastGood = new ConcurrentHashMap<>();

    public Authentication(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * Gathers what could log in: the agent's keys and the key files, nothing of it secret. Before connecting, on a task's
     * thread, for the server's time to log in runs from the first byte.
     */
    public Login prepare(ResolvedTarget target, SecretSource secrets) throws InterruptedException {
        return new Login(target, secrets, ring, Candidates.of(target, lastGood.get(target.route())),
                key -> lastGood.put(target.route(), key));
    }

    /** {@link #prepare} and {@link Login#authenticate} in one, for a client that is connected. */
    public void login(SSHClient client, ResolvedTarget target, SecretSource secrets)
            throws RemoteException, InterruptedException {
        prepare(target, secrets).authenticate(client);
    }
}
