package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.LocalFleetFiles;
import fr.touchweb.console.core.fleet.eol.EndOfLifeCalendar;
import fr.touchweb.console.core.fleet.facts.FactsMemory;
import fr.touchweb.console.core.fleet.facts.ProbeOutput;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** A made-up fleet of any size with remembered facts, the same for the same size. */
public final class ParcSamples {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String[] CLIENTS = {"acme", "bora", "cadix", "delta", "elan"};
    private static final String[] ROLES = {"production", "production", "secondary", "preproduction"};
    private static final String[] SYSTEMS = {"11.11", "10.13", "12.12", "13.2"};
    private static final String[] PHPS = {"8.1.29", "7.4.33", "8.2.28", "8.3.12"};

    private ParcSamples() {}

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** A host that nobody reaches. */
    static RemoteHost unreachable(SshTarget target) {
        return (RemoteHost) Proxy.newProxyInstance(ParcSamples.class.getClassLoader(),
                new Class<?>[]{RemoteHost.class}, (proxy, method, arguments) -> {
                    throw new RemoteException(RemoteException.Kind.UNREACHABLE,
                            Message.of("fleet.unknown.absent", target.host()), null);
                });
    }

    /** Writes the documents and facts of a fleet and opens a room on it. */
    public static FleetRoom room(Path folder, int servers, Function<SshTarget, RemoteHost> hosts) throws IOException {
        Path file = folder.resolve("fleet.json");
        if (servers > 0) {
            Files.writeString(file, document(servers));
        }
        FactsMemory memory = new FactsMemory(folder);
        for (int i = 0; i < servers; i++) {
            if (i % 17 != 7) {
                memory.remember(id(i), output(i));
            }
        }
        Policy policy = new Policies(folder).load("tw");
        return new FleetRoom(new FleetStore(new LocalFleetFiles(file), policy.fleet(), clock(),
                new ChangeJournal(folder.resolve("state"), clock(), "jdurand", "here")), fleet -> policy,
                EndOfLifeCalendar.load(folder), memory, hosts, folder, clock(), List.of(),
                fleet -> new Access(fleet, "jdurand", ZoneOffset.UTC), target -> List.of(),
                fleet -> server -> List.of(),
                fleet -> new SiteRights(fleet, new Access(fleet, "jdurand", ZoneOffset.UTC),
                        server -> hosts.apply(fleet.target(server)), policy.rights(),
                        new ChangeJournal(folder.resolve("state"), clock(), "jdurand", "here"), clock(), time -> {}));
    }

    static String id(int i) {
        return CLIENTS[i % 5] + "-web" + (i / 5 + 1);
    }

    private static String document(int servers) {
        StringBuilder text = new StringBuilder("{\"version\":1,\"clients\":[");
        for (int i = 0; i < 5; i++) {
            text.append(i == 0 ? "" : ",").append("{\"id\":\"").append(CLIENTS[i]).append("\",\"name\":\"")
                    .append(CLIENTS[i].substring(0, 1).toUpperCase()).append(CLIENTS[i].substring(1))
                    .append(" SARL\",\"plan\":\"HA/L").append(i % 3 + 1).append("\",\"monthlyPriceEuros\":420}");
        }
        text.append("],\"servers\":[");
        for (int i = 0; i < servers; i++) {
            text.append(i == 0 ? "" : ",\n").append("{\"id\":\"").append(id(i)).append("\",\"client\":\"")
                    .append(CLIENTS[i % 5]).append("\",\"role\":\"").append(ROLES[i % 4])
                    .append("\",\"host\":\"203.0.").append(i / 250 + 100).append('.').append(i % 250 + 1)
                    .append("\",\"port\":2222,\"user\":\"jdurand\",\"hoster\":\"OVH\"}");
        }
        text.append("],\"sites\":[");
        for (int i = 0; i < Math.min(servers, 5); i++) {
            text.append(i == 0 ? "" : ",").append("{\"id\":\"shop").append(i).append("\",\"server\":\"").append(id(i))
                    .append("\",\"url\":\"https://www.").append(CLIENTS[i]).append(".test\",\"cms\":\"prestashop\"}");
        }
        return text.append("]}").toString();
    }

    static ProbeOutput output(int i) {
        int disk = 20 + i * 37 % 78;
        String text = """
                X|os|B|cat /etc/os-release
                X|os|L|NAME="Debian GNU/Linux"
                X|os|L|ID=debian
                X|os|E|0
                X|debian|L|%s
                X|debian|E|0
                X|uname|B|uname -srm
                X|uname|L|Linux 5.10.0-32-amd64 x86_64
                X|uname|E|0
                X|uptime|B|cat /proc/uptime
                X|uptime|L|%d.12 1
                X|uptime|E|0
                X|loadavg|B|cat /proc/loadavg
                X|loadavg|L|0.4 %.2f 0.3 1/2 3
                X|loadavg|E|0
                X|nproc|B|nproc
                X|nproc|L|8
                X|nproc|E|0
                X|meminfo|B|cat /proc/meminfo
                X|meminfo|L|MemTotal: 32768000 kB
                X|meminfo|L|MemAvailable: 16384000 kB
                X|meminfo|L|SwapTotal: 32768000 kB
                X|meminfo|L|SwapFree: 32768000 kB
                X|meminfo|E|0
                X|df|B|df -P -k
                X|df|L|/dev/md1 480000000 %d %d %d%% /
                X|df|L|/dev/md2 10240000 1000000 9000000 11%% /var/log
                X|df|L|/dev/md3 10240000 400000 9500000 5%% /tmp
                X|df|E|0
                X|mdstat|U|denied|/proc/mdstat
                X|virt|B|systemd-detect-virt
                X|virt|L|none
                X|virt|E|1
                X|pid1|L|systemd
                X|pid1|E|0
                X|ps|B|ps -e
                X|ps|L|systemd
                X|ps|L|apache2
                X|ps|L|php-fpm%s
                X|ps|L|mariadbd
                X|ps|E|0
                X|dpkg|B|dpkg-query -W
                X|dpkg|L|ii |apache2|2.4.62-1~deb11u1
                X|dpkg|L|ii |php%s-fpm|%s-1+0~20240606.61+debian11~1.gbp3a1b2c
                X|dpkg|L|ii |mariadb-server|1:10.5.26-0+deb11u2
                X|dpkg|E|0
                X|timezone|B|cat /etc/timezone
                X|timezone|L|Europe/Paris
                X|timezone|E|0
                X|apachedir|L|/etc/apache2/mods-enabled
                X|end|E|0
                """.formatted(SYSTEMS[i % 4], 86_400L * (i % 300 + 1), (i % 40) / 10.0, disk * 4_800_000L,
                (100 - disk) * 4_800_000L, disk, PHPS[i % 4].substring(0, 3), PHPS[i % 4].substring(0, 3),
                PHPS[i % 4]);
        return new ProbeOutput(NOW.minusSeconds(12 + i % 600), false, Duration.ofMillis(40), null, false, "X",
                text.replace(',', '.'));
    }

    static FleetRoom roomUnchecked(Path folder, int servers, Function<SshTarget, RemoteHost> hosts) {
        try {
            return room(folder, servers, hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
