package fr.touchweb.console.core.assembly;

import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the console starts from.
 *
 * @param folders settings, state and cache
 * @param ssh whose keys and known hosts are used
 * @param environment variables of this process
 * @param login of the person on this machine
 * @param machine name of this machine, for the journal
 * @param clock of the console
 * @param fleet where the fleet is, null for {@code fleet.json} in the settings folder
 * @param profile policy profile, null for what the fleet names, else {@code tw}
 * @param zone of logs that carry none, null for the host's, else this machine's
 * @param secrets asks the person
 * @param hostKeys asks the person about first contacts
 * @param names where web sites are found
 * @param anchors issuers of web certificates to trust beside those of Java
 */
public record ConsoleOptions(ConsoleFolders folders, SshEnvironment ssh, Map<String, String> environment, String login,
        String machine, Clock clock, @Nullable String fleet, @Nullable String profile, @Nullable ZoneId zone,
        SecretSource secrets, HostKeyAsker hostKeys, Names names, List<X509Certificate> anchors) {
    private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_ed25519_sk", "id_ecdsa_sk",
            "id_rsa");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    public ConsoleOptions {
        environment = Map.copyOf(environment);
        anchors = List.copyOf(anchors);
    }

    /** The person's own: their folders, and the {@code .ssh} of the Java property {@code user.home}. */
    public static ConsoleOptions ofUser(Map<String, String> environment, SecretSource secrets,
            HostKeyAsker hostKeys) {
        String osName = System.getProperty("os.name", "");
        Path home = Path.of(System.getProperty("user.home", ""));
        ConsoleFolders folders = ConsoleFolders.ofUser(environment, home, osName);
        Path keys = home.resolve(".ssh");
        List<Path> known = Stream.of(keys.resolve("known_hosts"), keys.resolve("known_hosts2"),
                Path.of("/etc/ssh/ssh_known_hosts")).toList();
        SshEnvironment ssh = new SshEnvironment(home, agent(environment, osName),
                folders.settings().resolve("known_hosts"), known, KEYS.stream().map(keys::resolve).toList(), true);
        return new ConsoleOptions(folders, ssh, environment, System.getProperty("user.name", ""), machine(environment),
                Clock.systemUTC(), null, null, null, secrets, hostKeys, Names.SYSTEM, List.of());
    }

    private static @Nullable Path agent(Map<String, String> environment, String osName) {
        String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
        if (!socket.isEmpty()) {
            return Path.of(socket);
        }
        return osName.startsWith("Windows") ? Path.of("\\\\.\\pipe\\openssh-ssh-agent") : null;
    }

    /** Of the kernel, else of the environment: Java's own way asks the DNS, which may take seconds to say nothing. */
    private static String machine(Map<String, String> environment) {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            String named = environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", ""));
            return named.isEmpty() ? machineByAddress() : named;
        }
    }

    private static String machineByAddress() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    public ConsoleOptions withFleet(@Nullable String value) {
        return new ConsoleOptions(folders, ssh, environment, login, machine, clock, value, profile, zone, secrets,
                hostKeys, names, anchors);
    }

    public ConsoleOptions withProfile(@Nullable String value) {
        return new ConsoleOptions(folders, ssh, environment, login, machine, clock, fleet, value, zone, secrets,
                hostKeys, names, anchors);
    }

    public ConsoleOptions withZone(@Nullable ZoneId value) {
        return new ConsoleOptions(folders, ssh, environment, login, machine, clock, fleet, profile, value, secrets,
                hostKeys, names, anchors);
    }

    /** The same, asking somebody else. */
    public ConsoleOptions withAsking(SecretSource whom, HostKeyAsker aboutHostKeys) {
        return new ConsoleOptions(folders, ssh, environment, login, machine, clock, fleet, profile, zone, whom,
                aboutHostKeys, names, anchors);
    }

    /** The same, finding and trusting web sites as given. */
    public ConsoleOptions withSites(Names where, List<X509Certificate> trusted) {
        return new ConsoleOptions(folders, ssh, environment, login, machine, clock, fleet, profile, zone, secrets,
                hostKeys, where, trusted);
    }
}
