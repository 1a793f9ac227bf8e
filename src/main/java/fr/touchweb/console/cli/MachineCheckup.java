package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.vault.OsKeyring;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.policy.VaultPolicy;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.auth.AgentClient;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.hostkey.KnownHosts;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the doctor asks of this machine itself; connects to nothing but the agent. */
record MachineCheckup(SshEnvironment ssh, Map<String, String> environment) {

    static Finding versions() {
        return Finding.good("versions", Message.of("cli.doctor.versions", ConsoleCli.version(),
                System.getProperty("java.runtime.version", "?"), System.getProperty("java.vendor", "?"),
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?"),
                System.getProperty("os.arch", "?")));
    }

    /** The {@code ssh} program, which resolves the person's configuration. */
    Finding program() {
        Path program = SshConfigResolver.findProgram(environment, System.getProperty("os.name", ""));
        return program == null
                ? Finding.attention("ssh", Message.of("cli.doctor.noSsh"), Message.of("cli.doctor.noSsh.advice"))
                : Finding.good("ssh", Message.of("cli.doctor.ssh", program.toString()));
    }

    Finding agent() throws InterruptedException {
        Path socket = ssh.agentSocket();
        if (socket == null) {
            return Finding.attention("agent", Message.of("cli.doctor.noAgent"),
                    Message.of("cli.doctor.noAgent.advice"));
        }
        try {
            int keys = new AgentClient(socket).identities().size();
            return keys == 0
                    ? Finding.attention("agent", Message.of("cli.doctor.emptyAgent", socket.toString()),
                            Message.of("cli.doctor.emptyAgent.advice"))
                    : Finding.good("agent", Message.of("cli.doctor.agent", keys, socket.toString()));
        } catch (IOException e) {
            return Finding.unknown("agent",
                    Message.of("cli.doctor.deafAgent", socket.toString(), String.valueOf(e.getMessage())),
                    Message.of("cli.doctor.noAgent.advice"));
        }
    }

    Finding knownHosts() {
        List<Path> files = new ArrayList<>(ssh.knownHosts());
        files.add(ssh.ownKnownHosts());
        try {
            KnownHosts known = KnownHosts.read(files);
            String there = String.join(", ", files.stream().filter(Files::exists).map(Path::toString).toList());
            if (!known.problems().isEmpty()) {
                return Finding.attention("known_hosts",
                        Message.of("cli.doctor.badHosts", known.lines().size(), there, known.problems().size()),
                        Message.of("cli.doctor.badHosts.advice"));
            }
            return known.lines().isEmpty()
                    ? Finding.attention("known_hosts", Message.of("cli.doctor.noHosts"),
                            Message.of("cli.doctor.noHosts.advice"))
                    : Finding.good("known_hosts", Message.of("cli.doctor.hosts", known.lines().size(), there));
        } catch (IOException e) {
            return Finding.unknown("known_hosts", Message.of("cli.fileFailed", String.valueOf(e.getMessage())),
                    Message.of("cli.doctor.badHosts.advice"));
        }
    }

    /** The keyring of the desktop session, asked for nothing that is there. */
    Finding keyring(VaultPolicy policy) throws InterruptedException {
        if (!policy.keyring()) {
            return Finding.good("keyring", Message.of("cli.doctor.keyringForbidden"));
        }
        if (!Files.isExecutable(OsKeyring.PROGRAM)) {
            return Finding.attention("keyring", Message.of("cli.doctor.noKeyring", OsKeyring.PROGRAM.toString()),
                    Message.of("cli.doctor.noKeyring.advice"));
        }
        try {
            new OsKeyring(OsKeyring.PROGRAM, environment, Duration.ofSeconds(policy.keyringSeconds())).ask();
            return Finding.good("keyring", Message.of("cli.doctor.keyring"));
        } catch (IOException e) {
            return Finding.attention("keyring", Message.of("cli.doctor.deafKeyring", String.valueOf(e.getMessage())),
                    Message.of("cli.doctor.noKeyring.advice"));
        }
    }

    /** The vault, and whether the keyring of the desktop session opens it. */
    static Finding vault(VaultKeeper vault) {
        if (vault.state() == VaultKeeper.State.ABSENT) {
            return Finding.attention("vault", Message.of("cli.doctor.noVault"),
                    Message.of("cli.doctor.noVault.advice"));
        }
        return Finding.good("vault", Message.of(
                Vault.hasKeyring(vault.file()) ? "cli.doctor.vaultKeyring" : "cli.doctor.vault",
                vault.file().toString()));
    }
}
