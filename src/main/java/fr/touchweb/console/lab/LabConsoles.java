package fr.touchweb.console.lab;

import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The people of the lab, each at a console of their own: what it starts from. Nothing that belongs to the person in front
 * of this machine is read or written.
 */
public final class LabConsoles {
    private final Path folder;
    private final Clock clock;
    private final LabNames names;
    private final X509Certificate authority;

    /** @param folder of the lab */
    LabConsoles(Path folder, Clock clock, LabNames names, X509Certificate authority) {
        this.folder = folder;
        this.clock = clock;
        this.names = names;
        this.authority = authority;
    }

    /** Writes the fleet documents, of which a guest's holds what the guest is to see. */
    void write(Map<String, Integer> ports, LocalDate today) throws IOException {
        Files.createDirectories(folders().settings());
        Files.write(fleetFile(), LabFleet.document(ports, LabFleet.ENGINEER, today));
        for (String guest : List.of(LabFleet.DEVELOPER, LabFleet.ONCALL)) {
            Files.write(fleetFile(guest), LabFleet.document(ports, guest, today));
        }
    }

    /** Settings, state and cache. */
    public ConsoleFolders folders() {
        return ConsoleFolders.in(folder.resolve("console"));
    }

    /** The fleet document. */
    public Path fleetFile() {
        return folders().settings().resolve("fleet.json");
    }

    private Path fleetFile(String login) {
        return fleetFile().resolveSibling("fleet-" + login + ".json");
    }

    /** Key and known hosts. */
    public SshEnvironment ssh() {
        Path home = folder.resolve("home");
        return new SshEnvironment(home, null, home.resolve(".ssh/known_hosts"), List.of(),
                List.of(home.resolve(".ssh/id_ed25519")), false);
    }

    /** Who the person is on the lab. */
    public ConsoleOptions engineer() {
        return of(LabFleet.ENGINEER);
    }

    /** The person who approves what the first one asks for. */
    public ConsoleOptions secondEngineer() {
        return of(LabFleet.SECOND_ENGINEER);
    }

    /** The external developer, who is to see two servers and nothing else. */
    public ConsoleOptions developer() {
        return of(LabFleet.DEVELOPER).withFleet(fleetFile(LabFleet.DEVELOPER).toString());
    }

    /** Whoever is on call. */
    public ConsoleOptions onCall() {
        return of(LabFleet.ONCALL).withFleet(fleetFile(LabFleet.ONCALL).toString());
    }

    private ConsoleOptions of(String login) {
        return new ConsoleOptions(folders(), ssh(), Map.of("PATH", System.getenv().getOrDefault("PATH", "")), login,
                "lab", clock, null, "lab", null, SecretSource.NONE, HostKeyAsker.NOBODY, names, List.of(authority));
    }
}
