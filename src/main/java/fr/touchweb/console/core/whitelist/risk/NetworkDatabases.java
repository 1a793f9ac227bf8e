package fr.touchweb.console.core.whitelist.risk;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Databases in MaxMind's format that the person points at: networks, countries, anonymous addresses, in any number of
 * files. None is shipped, for their licence does not allow it. Thread-safe.
 */
public final class NetworkDatabases implements AutoCloseable {
    /** A range can hold this many networks before the walk ends. */
    private static final int MOST_STEPS = 2048;

    private static final Map<String, String> ANONYMISERS = Map.of("is_anonymous_vpn", "vpn", "is_public_proxy",
            "proxy", "is_residential_proxy", "proxy", "is_tor_exit_node", "tor", "is_hosting_provider", "hosting");

    private final List<Reader> readers;

    private NetworkDatabases(List<Reader> readers) {
        this.readers = readers;
    }

    /** No database at all. */
    public static NetworkDatabases none() {
        return new NetworkDatabases(List.of());
    }

    /** All {@code *.mmdb} of the folder {@code networks} in the settings folder. */
    public static NetworkDatabases load(Path settings) throws IOException {
        Path folder = settings.resolve("networks");
        if (!Files.isDirectory(folder)) {
            return none();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return open(files.filter(file -> file.toString().endsWith(".mmdb")).sorted().toList());
        }
    }

    /** Copies a database into the settings folder, in place of the one of its type. */
    static Message take(Path settings, Path file) throws IOException {
        String type;
        LocalDate built;
        try (Reader reader = open(file)) {
            type = reader.getMetadata().databaseType().replaceAll("[^A-Za-z0-9._-]", "_");
            built = reader.getMetadata().buildTime().atZone(ZoneOffset.UTC).toLocalDate();
        }
        AtomicFile.write(settings.resolve("networks").resolve(type + ".mmdb"), Files.readAllBytes(file));
        return Message.of("whitelist.importedNetwork", type, built);
    }

    /** @throws DocumentException when one of the files is no such database */
    public static NetworkDatabases open(List<Path> files) throws IOException {
        List<Reader> readers = new ArrayList<>();
        try {
            for (Path file : files) {
                readers.add(open(file));
            }
        } catch (IOException e) {
            for (Reader reader : readers) {
                reader.close();
            }
            throw e;
        }
        return new NetworkDatabases(List.copyOf(readers));
    }

    private static Reader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new DocumentException(file.toString(), "", 0, Message.of("whitelist.networks.unreadable"));
        }
        try {
            return new Reader(file.toFile(), Reader.FileMode.MEMORY, NoCache.getInstance());
        } catch (IOException e) {
            throw new DocumentException(file.toString(), "", 0, Message.of("whitelist.networks.notOne"));
        }
    }

    public boolean isEmpty() {
        return readers.isEmpty();
    }

    /** Walks a range network by network, from its first to its last address. */
    public NetworkOwner owner(Cidr range) throws IOException {
        Set<String> organisations = new LinkedHashSet<>();
        Set<String> countries = new LinkedHashSet<>();
        Set<String> anonymisers = new LinkedHashSet<>();
        boolean complete = true;
        for (Reader reader : readers) {
            if (range.ipv6() && reader.getMetadata().ipVersion() == 4) {
                continue;
            }
            Cidr at = range.first();
            for (int steps = 0; at != null; steps++) {
                if (steps == MOST_STEPS) {
                    complete = false;
                    break;
                }
                DatabaseRecord<Map<?, ?>> found = find(reader, at);
                if (found.data() != null) {
                    organisation(found.data(), organisations);
                    country(found.data(), countries);
                    if ("Cellular".equals(found.data().get("connection_type"))) {
                        anonymisers.add("mobile");
                    }
                    ANONYMISERS.forEach((key, kind) -> {
                        if (Boolean.TRUE.equals(found.data().get(key))) {
                            anonymisers.add(kind);
                        }
                    });
                }
                at = next(at, found.network().prefixLength(), range);
            }
        }
        return new NetworkOwner(List.copyOf(organisations), List.copyOf(countries), List.copyOf(anonymisers),
                complete);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the decoder of a map knows no types of its content
    private static DatabaseRecord<Map<?, ?>> find(Reader reader, Cidr at) throws IOException {
        return (DatabaseRecord) reader.getRecord(InetAddress.ofLiteral(at.address()), Map.class);
    }

    /** The address after the network that one lies in, null past the end of the range. */
    private static @Nullable Cidr next(Cidr at, int prefix, Cidr range) {
        int length = !range.ipv6() && prefix > 32 ? prefix - 96 : prefix;
        Cidr last = at.widened(Math.min(Math.max(length, 0), at.bits())).last();
        if (last.compareTo(range.last()) >= 0) {
            return null;
        }
        return last.ipv6()
                ? new Cidr(true, last.low() == -1 ? last.high() + 1 : last.high(), last.low() + 1, 128)
                : Cidr.ipv4(last.low() + 1);
    }

    private static void organisation(Map<?, ?> data, Set<String> found) {
        Object name = data.get("autonomous_system_organization");
        if (name == null) {
            name = data.get("organization") == null ? data.get("isp") : data.get("organization");
        }
        Object number = data.get("autonomous_system_number");
        if (name != null) {
            found.add(number == null ? name.toString() : "AS" + number + " " + name);
        }
    }

    private static void country(Map<?, ?> data, Set<String> found) {
        if (data.get("country") instanceof Map<?, ?> country && country.get("iso_code") instanceof String code) {
            found.add(code);
        }
    }

    @Override
    public void close() throws IOException {
        for (Reader reader : readers) {
            reader.close();
        }
    }
}
