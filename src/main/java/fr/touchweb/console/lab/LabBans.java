package fr.touchweb.console.lab;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.lab.web.Gate;
import fr.touchweb.console.lab.web.WebRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who is banned on a fictional server: lines {@code jail address begin seconds} of a file that its fail2ban-client tells
 * and changes, and that its proxy obeys at each request. Six tries of a log-in ban (H13); whom its list exempts is spared.
 */
final class LabBans implements Gate {
    private static final String FILE = "/var/lib/fail2ban.bans";
    private static final String EXEMPT = "/run/tw-ids.list";
    /** Jail of the shop's log-ins. */
    static final String SHOP = "boutique-admin";
    /** Jail of SSH. */
    static final String SSH = "sshd";
    /** Tries of a log-in that lead to a ban. */
    static final int TRIES = 6;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration BAN = Duration.ofMinutes(30);

    private static final String OWN = "/etc/lab/address";

    private final ServerRoot root;
    private final Path bans;
    private final Path exempt;
    private final InstantSource clock;
    private final Map<String, List<Instant>> tries = new HashMap<>();

    LabBans(ServerRoot root, InstantSource clock) {
        this.root = root;
        bans = root.at(FILE);
        exempt = root.at(EXEMPT);
        this.clock = clock;
    }

    /** Nobody is banned, or those whom a demonstration begins with. */
    void write(boolean production, Instant now) throws IOException {
        Files.writeString(bans, "");
        if (production) {
            add(SHOP, "146.70.10.23", now.minus(Duration.ofHours(2)), Duration.ofHours(24));
            add(SSH, "45.83.220.14", now.minus(Duration.ofMinutes(25)), Duration.ofHours(1));
            add(SHOP, "2001:db8:66:7::1", now.minus(Duration.ofMinutes(4)), BAN);
        }
    }

    /** Bans an address. */
    synchronized void add(String jail, String address, Instant since, Duration time) throws IOException {
        Files.writeString(bans, jail + " " + address + " " + since.getEpochSecond() + " " + time.toSeconds() + "\n",
                StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public boolean refuses(WebRequest request) throws IOException {
        Cidr peer = Cidr.of(request.peer().getAddress().getHostAddress());
        long now = clock.instant().getEpochSecond();
        return any(bans, line -> {
            String[] word = line.split(" ");
            return word.length == 4 && reads(word[1], peer)
                    && Long.parseLong(word[2]) + Long.parseLong(word[3]) > now;
        }) && !any(exempt, line -> reads(line.strip().split("\\s", 2)[0], peer));
    }

    /** Restricted doors let in who is on their list, and of shops that sell the server itself. */
    @Override
    public Door door(WebRequest request) throws IOException {
        Scope scope = LabWhitelists.behind(request.path());
        if (scope == null) {
            return Door.NONE;
        }
        Cidr peer = Cidr.of(request.peer().getAddress().getHostAddress());
        boolean listed = any(root.at(LabWhitelists.live(scope)), line -> reads(line.strip().split("\\s", 2)[0], peer));
        return listed || root.server().production() && any(root.at(OWN), line -> reads(line.strip(), peer))
                ? Door.IN
                : Door.OUT;
    }

    private static boolean reads(String text, Cidr peer) {
        return AddressText.parse(text) instanceof Parsed.Read(Cidr cidr) && cidr.contains(peer);
    }

    private static boolean any(Path file, Predicate<String> holds) throws IOException {
        return Files.exists(file) && Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream().anyMatch(holds);
    }

    @Override
    public synchronized void suspected(WebRequest request) throws IOException {
        Instant now = clock.instant();
        String peer = request.peer().getAddress().getHostAddress();
        List<Instant> before = tries.computeIfAbsent(peer, who -> new ArrayList<>());
        before.removeIf(at -> at.isBefore(now.minus(WINDOW)));
        before.add(now);
        if (before.size() >= TRIES && !refuses(request)) {
            before.clear();
            add(SHOP, peer, now, BAN);
        }
    }
}
