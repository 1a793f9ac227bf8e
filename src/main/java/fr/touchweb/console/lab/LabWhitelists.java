package fr.touchweb.console.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.backend.Backends;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.register.Waiver;
import fr.touchweb.console.core.whitelist.register.Waivers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists of addresses on the fictional servers: files that are checked, copied to where a daemon would read them, and
 * compared afterwards, by this machine's own programs.
 */
final class LabWhitelists {
    static final String FOLDER = "/var/lib/tw-console";
    private static final String SHAPE = "! grep -Evq '^(#.*|[0-9a-fA-F.:]+(/[0-9]+)?([[:space:]].*)?)?$' \"$1\"";

    private static final DateTimeFormatter CHANGE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS")
            .withZone(ZoneOffset.UTC);
    private static final Map<String, Scope> DOORS = Map.of("/admin-tw", Scope.BACKOFFICE, "/phpmyadmin", Scope.PMA);

    private LabWhitelists() {}

    /** The door that a page stands behind, null for what is everybody's. */
    static @Nullable Scope behind(String path) {
        return DOORS.entrySet().stream().filter(door -> path.startsWith(door.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse(null);
    }

    static String path(Scope scope) {
        return "/etc/tw/" + scope.id() + ".list";
    }

    static String live(Scope scope) {
        return "/run/tw-" + scope.id() + ".list";
    }

    private static List<String> validate(Scope scope) {
        return List.of("sh", "-c", SHAPE, "sh", path(scope));
    }

    private static List<String> reload(Scope scope) {
        return List.of("cp", path(scope), live(scope));
    }

    private static List<String> probe(Scope scope) {
        return List.of("cmp", "-s", path(scope), live(scope));
    }

    /** As the fleet document names them. */
    static void into(ArrayNode lists, LabServer machine) {
        String server = machine.id();
        for (Scope scope : Scope.values()) {
            if (scope == LabSupervisor.SCOPE && server.equals(LabSupervisor.SERVER)) {
                lists.addObject().put("scope", scope.id()).put("backend", Backends.FILE_DROP).put("path",
                        LabSupervisor.API);
                continue;
            }
            ObjectNode list = lists.addObject().put("scope", scope.id()).put("backend", "file").put("path",
                    path(scope));
            validate(scope).forEach(list.withArray("validate")::add);
            reload(scope).forEach(list.withArray("reload")::add);
            probe(scope).forEach(list.withArray("probe")::add);
            DOORS.forEach((path, door) -> {
                if (door == scope && machine.production()) {
                    list.put("url", "https://" + machine.domain() + path + "/");
                }
            });
        }
    }

    /** Writes the register of a server and its lists, with what was let in before the demonstration. */
    static void write(Path root, LabServer server, Instant now) throws IOException {
        List<Entry> entries = server.production() ? entries(now.truncatedTo(ChronoUnit.SECONDS)) : List.of();
        Register register = Register.EMPTY;
        for (Entry entry : entries) {
            register = register.with(entry);
        }
        put(root, FOLDER + "/register.json", register.bytes());
        if (server.production()) {
            versions(root, entries, now);
            put(root, FOLDER + "/" + Waivers.FILE, Waivers.NONE.with(new Waiver("w1", Scope.SSH,
                    "Mme Lefèvre, gérante", "courriel, dossier 4788", LabFleet.SECOND_ENGINEER,
                    now.minus(Duration.ofDays(14)).truncatedTo(ChronoUnit.SECONDS), null, null)).bytes());
        }
        // As an earlier change left them: they watch the ends of what is let in.
        for (String name : List.of("apply.sh", "keep.sh", "shared.sh", "timer.sh")) {
            try (InputStream in = LabWhitelists.class.getResourceAsStream("/whitelist/" + name)) {
                if (in == null) {
                    throw new IOException("not in the jar: /whitelist/" + name);
                }
                put(root, FOLDER + "/" + name, in.readAllBytes());
            }
        }
        for (Scope scope : Scope.values()) {
            List<Entry> in = entries.stream().filter(entry -> entry.scope() == scope && entry.letsIn(now)).toList();
            byte[] content = content(scope, in);
            if (scope == Scope.IDS && server.production()) {
                // Somebody wrote a line by hand: the page shows it as such.
                content = (new String(content, StandardCharsets.UTF_8) + "185.12.33.7\n")
                        .getBytes(StandardCharsets.UTF_8);
            }
            put(root, path(scope), content);
            put(root, live(scope), content);
            // As the last change left it, for the timer that watches the ends.
            put(root, FOLDER + "/lists/" + scope.id() + "-0", String.join("\n", path(scope),
                    ShellQuoting.line(validate(scope)), ShellQuoting.line(reload(scope)), "", "")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The register before each of its entries came, as their changes kept it. */
    private static void versions(Path root, List<Entry> entries, Instant now) throws IOException {
        for (Entry added : entries) {
            if (added.created().isBefore(now.minus(Duration.ofDays(30)))) {
                continue;
            }
            Register before = Register.EMPTY;
            for (Entry entry : entries) {
                if (entry.created().isBefore(added.created())) {
                    before = before.with(entry);
                }
            }
            put(root, FOLDER + "/versions/" + CHANGE.format(added.created()) + "-" + added.id() + ".json",
                    before.bytes());
        }
    }

    private static byte[] content(Scope scope, List<Entry> in) throws IOException {
        try {
            return Backends.of(new Whitelist(scope.id(), "file", List.of(), path(scope), validate(scope),
                    reload(scope), probe(scope), List.of(), List.of())).change(new byte[0], in, List.of()).after();
        } catch (RemoteException e) {
            throw new IOException(e);
        }
    }

    private static void put(Path root, String path, byte[] content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static List<Entry> entries(Instant now) {
        List<Entry> all = new ArrayList<>();
        all.add(entry("lyon", Scope.IDS, "82.64.10.77", Entry.Kind.OFFICE, "Bureau de Lyon", "J. Durand", now, 40, 210,
                Entry.State.ACTIVE));
        all.add(entry("roy", Scope.IDS, "2a01:e0a:1:20::/64", Entry.Kind.PERSON, "Télétravail", "P. Roy", now, 12, 18,
                Entry.State.ACTIVE));
        all.add(entry("paiement", Scope.IDS, "198.51.100.252/30", Entry.Kind.PARTNER, "Passerelle de paiement",
                "ticket 4710", now, 20, 2, Entry.State.ACTIVE));
        all.add(entry("transport", Scope.IDS, "51.15.200.14", Entry.Kind.PARTNER, "API du transporteur",
                "ticket 4655", now, 35, -5, Entry.State.EXPIRED));
        all.add(entry("atelier", Scope.IDS, "37.59.40.0/24", Entry.Kind.VPN, "VPN de l’atelier", "ticket 4802", now, 1,
                6, Entry.State.PENDING));
        all.add(entry("bastion", Scope.SSH, "82.64.10.77", Entry.Kind.OFFICE, "Bureau de Lyon", "J. Durand", now, 40,
                210, Entry.State.ACTIVE));
        all.add(entry("module", Scope.FTP, "91.121.8.14", Entry.Kind.PARTNER, "Mise à jour du module de paiement",
                "Modules & Co", now, 9, -2, Entry.State.EXPIRED));
        all.add(entry("boutique", Scope.BACKOFFICE, "82.64.10.77", Entry.Kind.OFFICE, "Bureau de Lyon", "J. Durand",
                now, 40, 210, Entry.State.ACTIVE));
        return all;
    }

    private static Entry entry(String id, Scope scope, String cidr, Entry.Kind kind, String reason, String requester,
            Instant now, int age, int left, Entry.State state) {
        return new Entry(id, scope, null, Cidr.of(cidr), kind, reason, requester, LabFleet.SECOND_ENGINEER, null,
                now.minus(Duration.ofDays(age)), now.plus(Duration.ofDays(left)), state, 0, null, 0);
    }
}
