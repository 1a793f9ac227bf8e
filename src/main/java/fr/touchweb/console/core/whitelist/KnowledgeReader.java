package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ban.BanSources;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.ban.VisitorLogs;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.LogPathPolicy;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Known;
import fr.touchweb.console.core.whitelist.risk.ServerKnowledge;
import fr.touchweb.console.core.whitelist.risk.Sighting;
import fr.touchweb.console.core.whitelist.risk.Surroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a server what only it knows of a range. What it may or can not tell stays unknown, with the reason. */
final class KnowledgeReader {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern COUNTED = Pattern.compile("\\s*(\\d+) (\\S+)");

    // $1 days, $2 prefix of addresses as an extended expression, then patterns of paths. Combined logs begin with the address,
    // vhost logs with the name of the host; HAProxy's has it after the head, with its port.
    private static final String SEEN = """
            days=$1; re=$2; shift 2; any=no; \
            for pattern in "$@"; do for file in $pattern; do \
            [ -f "$file" ] || continue; [ -n "$(find "$file" -mtime "-$days")" ] || continue; \
            [ -r "$file" ] || { echo "denied $file"; continue; }; any=yes; \
            case $file in *.gz) zcat -- "$file";; *) cat -- "$file";; esac; done; done \
            | sed -nE "s/^([^ ]+ )?($re[0-9A-Fa-f.:]*) .*/\\2/p; s/^.*\\]: ($re[0-9A-Fa-f.:]*):[0-9]+ \\[.*/\\1/p" \
            | sort | uniq -c | head -n 2000""";
    private static final String READABLE = """
            for pattern in "$@"; do for file in $pattern; do [ -f "$file" ] && [ -r "$file" ] && echo "$file"; done; done; \
            true""";
    private static final String BANNED = """
            re=$1; shift; for pattern in "$@"; do for file in $pattern; do [ -r "$file" ] || continue; \
            case $file in *.gz) zcat -- "$file";; *) cat -- "$file";; esac; done; done \
            | sed -nE "s/^([^ ]+ [^ ]+) .* \\[([^]]+)\\] (Restore )?Ban ($re[0-9A-Fa-f.:]*)$/\\4 \\2 \\1/p" \
            | awk '{ k = $1 " " $2; n[k]++; t = $3 " " $4; if (t > last[k]) last[k] = t } \
            END { for (k in n) print n[k], k, last[k] }' | sort | head -n 2000""";

    private final ServerLists lists;
    private final Own own;
    private final Around neighbours;
    private final LogPathPolicy logPaths;
    private final WhitelistPolicy policy;
    private final Clock clock;

    KnowledgeReader(ServerLists lists, Own own, Around neighbours, LogPathPolicy logPaths, WhitelistPolicy policy,
            Clock clock) {
        this.lists = lists;
        this.own = own;
        this.neighbours = neighbours;
        this.logPaths = logPaths;
        this.policy = policy;
        this.clock = clock;
    }

    /** Asks for our own address. */
    interface Own {
        Known<Cidr> address() throws RemoteException, InterruptedException;
    }

    /** Tells what stands around a door. */
    interface Around {
        Surroundings around(Server server, Scope scope, Cidr cidr);
    }

    /** @param except id of the entry that is asked about itself, null for a new one */
    ServerKnowledge read(Scope scope, Cidr cidr, Author author, @Nullable String except)
            throws RemoteException, InterruptedException {
        Known<Register> register = except == null ? register() : map(register(), known -> known.without(except));
        Known<Surroundings> around = Known.of(neighbours.around(lists.server(), scope, cidr));
        Instant now = clock.instant();
        return new ServerKnowledge(map(register, known -> known.index(scope, now)), seen(cidr), banned(cidr),
                own.address(),
                map(register,
                        known -> known.openedBy(author.login(), now.minus(Duration.ofDays(policy.budgetDays())))),
                around);
    }

    private Known<Register> register() throws RemoteException, InterruptedException {
        try {
            return Known.of(lists.register());
        } catch (RemoteException e) {
            return unknown(e);
        } catch (DocumentException e) {
            return Known.unknown(e.text());
        } catch (IOException e) {
            return Known.unknown(Message.of("whitelist.text", String.valueOf(e.getMessage())));
        }
    }

    private Known<List<Sighting>> seen(Cidr cidr) throws RemoteException, InterruptedException {
        List<String> patterns = VisitorLogs.web(lists.server(), logPaths);
        try {
            RemoteHost host = lists.files().host();
            if (patterns.isEmpty() || run(host, READABLE, patterns).text().isBlank()) {
                return Known.unknown(Message.of("whitelist.unknown.noLog"));
            }
            List<String> arguments = new ArrayList<>(List.of(String.valueOf(policy.historyDays()), expression(cidr)));
            arguments.addAll(patterns);
            CommandResult result = run(host, SEEN, arguments);
            return Known.of(sightings(result.text(), cidr));
        } catch (RemoteException e) {
            return unknown(e);
        }
    }

    private Known<List<Sighting>> banned(Cidr cidr) throws RemoteException, InterruptedException {
        RemoteHost host = lists.files().host();
        try {
            BanReport report = BanReport.of(host, BanSources.of(lists.server(), host, clock), null);
            List<Sighting> found = new ArrayList<>();
            for (Ban ban : report.bans()) {
                if (cidr.overlaps(ban.address())) {
                    Cidr inside = cidr.contains(ban.address()) ? ban.address() : cidr;
                    found.add(new Sighting(inside, 1, ban.since(), ban.list()));
                }
            }
            LogTimes times = new LogTimes(host.capabilities().zone());
            List<String> arguments = new ArrayList<>(List.of(expression(cidr)));
            arguments.addAll(VisitorLogs.bans(lists.server(), logPaths));
            for (Sighting past : bans(run(host, BANNED, arguments).text(), cidr, times)) {
                if (found.stream().noneMatch(now -> now.address().equals(past.address()))) {
                    found.add(past);
                }
            }
            return found.isEmpty() && report.knowsNothing()
                    ? Known.unknown(Message.of("whitelist.unknown.noDaemon"))
                    : Known.of(found);
        } catch (RemoteException e) {
            return unknown(e);
        }
    }

    private static List<Sighting> sightings(String text, Cidr cidr) {
        Map<Cidr, Sighting> found = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = COUNTED.matcher(line);
            if (matcher.matches() && AddressText.parse(matcher.group(2)) instanceof Parsed.Read(Cidr address)
                    && cidr.contains(address)) {
                found.putIfAbsent(address, new Sighting(address, Long.parseLong(matcher.group(1)), null, null));
            }
        }
        return List.copyOf(found.values());
    }

    /** {@code count address jail day time}: of several jails the newest ban is the one to tell. */
    private static List<Sighting> bans(String text, Cidr cidr, LogTimes times) {
        Map<Cidr, Sighting> found = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] word = line.strip().split(" ", 4);
            if (word.length == 4 && AddressText.parse(word[1]) instanceof Parsed.Read(Cidr address)
                    && cidr.contains(address)) {
                found.merge(address, new Sighting(address, Long.parseLong(word[0]), times.read(word[3]), word[2]),
                        (one, other) -> newer(one, other) ? one : other);
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean newer(Sighting one, Sighting other) {
        return one.last() != null && (other.last() == null || one.last().isAfter(other.last()));
    }

    /**
     * What the addresses of a range begin with, for {@code sed -E}: whole octets or groups, so that a wider net is cast and
     * the exact one is drawn here.
     */
    static String expression(Cidr cidr) {
        if (!cidr.ipv6()) {
            String[] octets = cidr.address().split("\\.");
            int whole = cidr.prefix() / 8;
            return String.join("\\.", List.of(octets).subList(0, whole)) + (whole < 4 && whole > 0 ? "\\." : "");
        }
        StringBuilder prefix = new StringBuilder();
        long high = cidr.high();
        for (int i = 0; i < Math.min(4, cidr.prefix() / 16); i++) {
            long group = high >>> 48 - 16 * i & 0xFFFF;
            if (group == 0) {
                break;
            }
            prefix.append(Long.toHexString(group)).append(':');
        }
        return prefix.toString();
    }

    private static CommandResult run(RemoteHost host, String text, List<String> arguments)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(arguments);
        return host.run(Rights.command(host, argv).withLimit(LIMIT));
    }

    private static <T> Known<T> unknown(RemoteException e) {
        return Known.unknown(e.text());
    }

    private static <T, R> Known<R> map(Known<T> known, Function<T, R> function) {
        return switch (known) {
            case Known.Value<T>(T value) -> Known.of(function.apply(value));
            case Known.Unknown<T>(Message reason) -> Known.unknown(reason);
        };
    }
}
