package fr.touchweb.console.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.jspecify.annotations.Nullable;

/** The SSH server of one fictional machine, on loopback. */
final class LabSshd implements AutoCloseable {
    private final ServerRoot root;
    private final KeyPair hostKey;
    private final PublicKey allowed;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private @Nullable SshServer running;
    private int port;

    LabSshd(ServerRoot root, KeyPair hostKey, PublicKey allowed) {
        this.root = root;
        this.hostKey = hostKey;
        this.allowed = allowed;
    }

    /** Listens; on the same port again after a stop. */
    synchronized void start() throws IOException {
        if (running != null) {
            return;
        }
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((login, key, session) -> KeyUtils.compareKeys(key, allowed)
                && LabFleet.LOGINS.contains(login));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root.folder()));
        server.setSubsystemFactories(List.of(LabSftp.factory()));
        server.setCommandFactory(
                (channel, text) -> new LabCommand(root, channel.getServerSession().getUsername(), text,
                        connection(channel.getServerSession().getIoSession()), processes));
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO_WORKERS.set(server, 1);
        server.start();
        port = server.getPort();
        running = server;
    }

    private static String connection(IoSession session) {
        return session.getRemoteAddress() instanceof InetSocketAddress client
                && session.getLocalAddress() instanceof InetSocketAddress server
                        ? client.getAddress().getHostAddress() + " " + client.getPort() + " "
                                + server.getAddress().getHostAddress() + " " + server.getPort()
                        : "";
    }

    KeyPair hostKey() {
        return hostKey;
    }

    int port() {
        return port;
    }

    /** As if the machine went down: connections end, the port refuses. */
    synchronized void stop() throws IOException {
        SshServer server = running;
        if (server != null) {
            running = null;
            server.stop(true);
            processes.forEach(LabCommand::kill);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
