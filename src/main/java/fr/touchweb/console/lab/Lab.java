package fr.touchweb.console.lab;

import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.lab.binlog.LabBinlogs;
import fr.touchweb.console.lab.traffic.Machine;
import fr.touchweb.console.lab.traffic.Served;
import fr.touchweb.console.lab.traffic.Traffic;
import fr.touchweb.console.lab.web.Delays;
import fr.touchweb.console.lab.web.Identities;
import fr.touchweb.console.lab.web.Shop;
import fr.touchweb.console.lab.web.ShopFiles;
import fr.touchweb.console.lab.web.ShopHost;
import fr.touchweb.console.lab.web.WebAnswer;
import fr.touchweb.console.lab.web.WebRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded fleet. Everything that it writes is in one temporary folder, which goes with it: on {@link #close}, at the
 * end of the process, or at the next start when the process was killed. It listens on loopback only and never needs root.
 */
public final class Lab implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);
    private static final int TICK_MILLIS = 150;
    private static final String SOURCE = "acme-web1";
    private static final String REPLICA = "acme-web2";

    private final Path folder;
    private final Thread removal;
    private final Clock clock;
    private final Map<String, LabSshd> sshds = new LinkedHashMap<>();
    private final Map<String, ShopHost> webs = new LinkedHashMap<>();
    private final LabNames names = new LabNames();
    private final LabConsoles consoles;
    private final Map<String, LabBans> bans = new LinkedHashMap<>();
    private final Identities identities;
    private final AtomicReference<Delays> delays = new AtomicReference<>(Delays.USUAL);
    private final Map<String, ServerRoot> roots = new LinkedHashMap<>();
    private final Traffic traffic;
    private final LabBinlogs binlogs;
    private final LabCopies copies;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final @Nullable ScheduledExecutorService ticker;
    private @Nullable LabSupervisor supervisor;

    /** Starts all servers and the traffic; returns when they answer and the past is in the logs. */
    public static Lab start(LabOptions options) throws IOException {
        Path folder = LabFolder.create(options.parent());
        AtomicReference<@Nullable Lab> started = new AtomicReference<>();
        Thread removal = new Thread(() -> atExit(started.get(), folder), "lab-removal");
        Runtime.getRuntime().addShutdownHook(removal);
        try {
            Lab lab = new Lab(options, folder, removal);
            started.set(lab);
            return lab;
        } catch (IOException | RuntimeException e) {
            Runtime.getRuntime().removeShutdownHook(removal);
            LabFolder.delete(folder);
            throw e;
        }
    }

    private static void atExit(@Nullable Lab lab, Path folder) {
        try {
            if (lab != null) {
                lab.close();
            } else {
                LabFolder.delete(folder);
            }
        } catch (IOException e) {
            LOG.error("the lab's folder could not be removed: {}", folder, e);
        }
    }

    private Lab(LabOptions options, Path folder, Thread removal) throws IOException {
        this.folder = folder;
        this.removal = removal;
        clock = options.clock();
        Instant now = options.clock().instant();
        Map<Machine, Path> machines = new LinkedHashMap<>();
        for (LabServer server : LabFleet.SERVERS) {
            ServerRoot root = new ServerRoot(server, folder.resolve("servers").resolve(server.id()), options.clock());
            root.build();
            LabWhitelists.write(root.folder(), server, now);
            roots.put(server.id(), root);
            machines.put(machine(server), root.folder());
        }
        traffic = new Traffic(machines, options.plan(), now);
        traffic.advance(now);
        copies = new LabCopies(root(roots.get(LabCopies.SERVER), LabCopies.SERVER),
                root(roots.get(LabCopies.HOLDER), LabCopies.HOLDER));
        copies.advance(now);
        binlogs = binlogs(options, now);
        identities = Identities.create(now);
        LabKeys keys = LabKeys.create(folder.resolve("home/.ssh"));
        try {
            for (ServerRoot root : roots.values()) {
                LabSshd sshd = new LabSshd(root, keys.newHostKey(), keys.user().getPublic());
                sshd.start();
                sshds.put(root.server().id(), sshd);
                openShop(root, now);
                keys.know(sshd.port(), sshd.hostKey());
            }
            introduce();
            supervisor = LabSupervisor.start(root(roots.get(LabSupervisor.SERVER), LabSupervisor.SERVER)).orElse(null);
            keys.writeKnownHosts();
            Map<String, Integer> ports = new LinkedHashMap<>();
            sshds.forEach((id, sshd) -> ports.put(id, sshd.port()));
            consoles = new LabConsoles(folder, clock, names, identities.authority());
            consoles.write(ports, LocalDate.ofInstant(now, ZoneId.systemDefault()));
        } catch (IOException | RuntimeException e) {
            stopServers(e);
            throw e;
        }
        Thread.ofVirtual().name("lab-keys").start(() -> webs.values().forEach(ShopHost::warm));
        ticker = options.live() ? ticker(options) : null;
    }

    private void openShop(ServerRoot root, Instant now) throws IOException {
        String id = root.server().id();
        Shop shop = root.server().shop();
        ShopFiles files = ShopFiles.write(shop, root.folder(), now);
        LabBans gate = new LabBans(root, clock);
        gate.write(root.server().production(), now);
        bans.put(id, gate);
        ShopHost web = ShopHost.start(shop, files, identities, delays::get,
                (request, answer, proxied) -> log(id, request, answer, proxied), clock, gate);
        webs.put(id, web);
        if (!root.server().role().equals("secondary")) {
            names.add(web.names());
        }
    }

    /** Lets every server find the sites of all, its own before those of others, and ask from an address of its own. */
    private void introduce() throws IOException {
        // Other systems have no more than one address on loopback.
        boolean many = System.getProperty("os.name", "").equals("Linux");
        int number = 1;
        for (ServerRoot root : roots.values()) {
            String id = root.server().id();
            Map<String, InetSocketAddress> all = new LinkedHashMap<>(root(webs.get(id), id).names());
            names.all().forEach(all::putIfAbsent);
            root.know(all, identities.pem(), many ? "127.0.1." + number++ : null);
        }
    }

    /** Bans who works on the lab from a server, as the house's IDS would: the diagnosis has something to find. */
    public void banVisitor(String server) throws IOException {
        Instant now = clock.instant();
        for (int i = LabBans.TRIES; i > 0; i--) {
            traffic.served(server, new Served("127.0.0.1", 40_000 + i, now.minusSeconds(i), 3,
                    "POST /wp-login.php HTTP/1.1", 404, 196, null, "Mozilla/5.0", true, true, false));
        }
        root(bans.get(server), server).add(LabBans.SHOP, "127.0.0.1", now, Duration.ofHours(2));
    }

    private void log(String server, WebRequest request, WebAnswer answer, boolean proxied) {
        try {
            traffic.served(server, new Served(request.peer().getHostString(), request.peer().getPort(), request.at(),
                    answer.waitMillis(), request.method() + " " + request.target() + " HTTP/1.1", answer.code(),
                    answer.body().length, request.header("referer"), request.header("user-agent"), request.tls(),
                    proxied, answer.by() == WebAnswer.Maker.PROXY));
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            LOG.error("the lab cannot write its logs any more", e);
        }
    }

    /** The source and its replica have binlogs; the others have no HA, so they have none (G30). */
    private LabBinlogs binlogs(LabOptions options, Instant now) throws IOException {
        ServerRoot source = root(roots.get(SOURCE), SOURCE);
        ServerRoot replica = root(roots.get(REPLICA), REPLICA);
        boolean replayed = options.replayBinlogs() || !source.binlogTools();
        if (replayed) {
            source.script("mysqlbinlog");
            LabBinlogs.replayed(source.folder(), now);
        } else {
            replica.binlogTools();
        }
        LabBinlogs.replica(replica.folder(), replica.server().database() + "-MariaDB-log", now);
        return LabBinlogs.source(source.folder(), now);
    }

    private ScheduledExecutorService ticker(LabOptions options) {
        ScheduledExecutorService executor = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lab-traffic").factory());
        executor.scheduleWithFixedDelay(() -> {
            try {
                advance(options.clock().instant());
            } catch (IOException e) {
                failure.compareAndSet(null, e);
                LOG.error("the lab cannot write its logs any more", e);
                executor.shutdown();
            }
        }, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return executor;
    }

    private static Machine machine(LabServer server) {
        boolean iso = Integer.parseInt(server.debianMajor()) >= 12;
        return new Machine(server.id(), server.client(), server.domain(), server.nginx(), server.mariadb(),
                server.phpBranch(), iso, server.zone(), server.requestsPerSecond(),
                server.role().equals("preproduction"));
    }

    /** The one folder. */
    public Path folder() {
        return folder;
    }

    /** What a console that runs on this lab starts from; nothing of the person's own is read or written. */
    public ConsoleOptions console() {
        return consoles.engineer();
    }

    /** The lab's people at consoles of their own. */
    public LabConsoles consoles() {
        return consoles;
    }

    /** The servers that are pretended. */
    public List<LabServer> servers() {
        return LabFleet.SERVERS;
    }

    /** Folder that stands for the root of a server. */
    public Path root(String server) {
        return root(roots.get(server), server).folder();
    }

    public int port(String server) {
        return root(sshds.get(server), server).port();
    }

    /** Port of the HTTP host of a server. */
    public int webPort(String server) {
        return root(webs.get(server), server).port();
    }

    /** Where the lab's sites are found; everything else is the system's. */
    public LabNames names() {
        return names;
    }

    /** Whom the certificates of the lab's sites are by; the keys live as long as the lab. */
    public X509Certificate authority() {
        return identities.authority();
    }

    /** How long the shops take over their answers, from the next request on. */
    public void delays(Delays value) {
        delays.set(value);
    }

    /** Lets a server go down: its connections end and its port refuses. */
    public void stop(String server) throws IOException {
        root(sshds.get(server), server).stop();
    }

    /** Lets a server come back, on the same port and with the same key. */
    public void restart(String server) throws IOException {
        root(sshds.get(server), server).start();
    }

    /** Changes how many visitors come; 1 is the normal pace. */
    public void pace(double value) {
        traffic.pace(value);
    }

    /** Moves the traffic on, for a lab that does not do so by itself. */
    public void advance(Instant to) throws IOException {
        traffic.advance(to);
        synchronized (binlogs) {
            binlogs.advance(to);
            copies.advance(to);
        }
    }

    /** Lines written so far. */
    public long lines() {
        return traffic.lines();
    }

    /** Why the traffic stopped, when it did: a full disk. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure.get());
    }

    private static <T> T root(@Nullable T value, String server) {
        if (value == null) {
            throw new IllegalArgumentException("the lab has no server " + server);
        }
        return value;
    }

    private void stopServers(@Nullable Exception reason) throws IOException {
        if (supervisor != null) {
            supervisor.close();
        }
        IOException first = null;
        for (LabSshd sshd : sshds.values()) {
            try {
                sshd.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        for (ShopHost web : webs.values()) {
            try {
                web.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null && reason != null) {
            reason.addSuppressed(first);
        } else if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() throws IOException {
        if (ticker != null) {
            ticker.shutdownNow();
            try {
                if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("the lab's traffic does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            stopServers(null);
        } finally {
            traffic.close();
            LabFolder.delete(folder);
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException _) {
            // The process is ending and the hook runs anyway; it finds nothing left.
        }
    }
}
