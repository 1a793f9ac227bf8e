package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.ban.VisitorLogs;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.LogPathPolicy;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.AddressIndex;
import fr.touchweb.console.core.whitelist.risk.Known;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the logs of a server which addresses of its entries came: the bans that fail2ban spared them and those that it
 * did not, the requests of web servers and proxies, the log-ins of sshd. One pass, whatever the number of entries; lines stay on the server.
 */
final class UsageReader {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HOUSEHOLD = 64;

    // Standard input: what addresses of interest begin with, a line each. $1 days, then patterns of paths.
    private static final String READ = """
            days=$1; shift; { cat; echo --; for pattern in "$@"; do for file in $pattern; do \
            [ -f "$file" ] && [ -r "$file" ] && [ -n "$(find "$file" -mtime "-$days")" ] || continue; \
            case $file in *.gz) zcat -- "$file";; *) cat -- "$file";; esac; done; done; } | awk '
            function wanted(a,   part, n, i, key, between) {
                between = a ~ /:/ ? ":" : "."; n = split(a, part, between == "." ? "[.]" : ":"); key = ""
                for (i = 1; i <= n; i++) { key = key (i > 1 ? between : "") part[i]; if (key in want) return 1 }
                return "" in want }
            BEGIN { head = 1 }
            head { if ($0 == "--") head = 0; else want[$0] = 1; next }
            { kind = "seen"; a = ""; t = "" }
            match($0, /\\] Ignore [0-9A-Fa-f.:]+ by /) {
                a = substr($0, RSTART + 9, RLENGTH - 13); kind = "spared"; t = $1 " " $2 }
            match($0, /\\] Ban [0-9A-Fa-f.:]+$/) {
                a = substr($0, RSTART + 6); if (wanted(a)) print "banned\t" a "\t1\t" $1 " " $2; next }
            a == "" && match($0, / from [0-9A-Fa-f.:]+ port /) && $0 ~ /Accepted / {
                a = substr($0, RSTART + 6, RLENGTH - 12); t = $1 }
            a == "" && match($0, /\\]: [0-9A-Fa-f.:]+:[0-9]+ \\[[^]]*\\]/) {
                split(substr($0, RSTART + 3, RLENGTH - 3), p, " "); a = p[1]; t = p[2]; sub(/:[0-9]+$/, "", a) }
            a == "" && $1 ~ /^[0-9A-Fa-f]+[.:][0-9A-Fa-f.:]+$/ { a = $1 }
            a == "" && $2 ~ /^[0-9A-Fa-f]+[.:][0-9A-Fa-f.:]+$/ { a = $2 }
            a == "" || !wanted(a) { next }
            t == "" && match($0, /\\[[^]]*\\]/) { t = substr($0, RSTART, RLENGTH) }
            { count[kind "\t" a]++; last[kind "\t" a] = t }
            END { for (k in count) print k "\t" count[k] "\t" last[k] }' | head -n 20000""";

    private final ServerLists lists;
    private final List<String> paths;
    private final WhitelistPolicy policy;

    /** @param paths patterns of the logs */
    UsageReader(ServerLists lists, List<String> paths, WhitelistPolicy policy) {
        this.lists = lists;
        this.paths = List.copyOf(paths);
        this.policy = policy;
    }

    /** The logs of a server that tell who came. */
    static List<String> paths(Server server, LogPathPolicy logPaths) {
        return Stream.concat(VisitorLogs.web(server, logPaths).stream(),
                Stream.of("/var/log/fail2ban.log*", "/var/log/auth.log*")).distinct().toList();
    }

    /** One address as it was met. */
    private record Met(Cidr address, Kind kind, long times, @Nullable Instant last) {}

    private enum Kind {
        SEEN, SPARED, BANNED
    }

    /** Use by id of the entry; entries that nobody used have {@link Usage#NONE}. */
    Known<Map<String, Usage>> read(List<Entry> entries) throws RemoteException, InterruptedException {
        RemoteHost host = lists.files().host();
        try {
            String readable = "for pattern in \"$@\"; do for file in $pattern; do "
                    + "[ -f \"$file\" ] && [ -r \"$file\" ] && exit 0; done; done; exit 1";
            if (!host.run(Rights.command(host, argv(readable, paths)).withLimit(LIMIT)).ok()) {
                return Known.unknown(Message.of("whitelist.unknown.noLog"));
            }
            List<String> arguments = new ArrayList<>(List.of(String.valueOf(policy.historyDays())));
            arguments.addAll(paths);
            String wanted = entries.stream().map(entry -> beginning(entry.cidr())).distinct()
                    .collect(Collectors.joining("\n", "", "\n"));
            CommandResult result = Rights.run(host, Rights.command(host, argv(READ, arguments))
                    .withStdin(wanted.getBytes(StandardCharsets.UTF_8)).withLimit(LIMIT));
            LogTimes times = new LogTimes(host.capabilities().zone());
            return Known.of(byEntry(entries, result.text().lines().flatMap(line -> met(line, times)).toList()));
        } catch (RemoteException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            return Known.unknown(e.text());
        }
    }

    private static List<String> argv(String text, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(arguments);
        return argv;
    }

    private static Stream<Met> met(String line, LogTimes times) {
        String[] field = line.split("\t", 4);
        return field.length == 4 && AddressText.parse(field[1]) instanceof Parsed.Read(Cidr address)
                ? Stream.of(new Met(address, Kind.valueOf(field[0].toUpperCase(Locale.ROOT)),
                        Long.parseLong(field[2]), times.read(field[3])))
                : Stream.of();
    }

    private static Map<String, Usage> byEntry(List<Entry> entries, List<Met> all) {
        AddressIndex<Entry> index = new AddressIndex<>(entries, Entry::cidr);
        Map<String, List<Met>> met = new HashMap<>();
        for (Met one : all) {
            for (Entry entry : index.covering(one.address())) {
                met.computeIfAbsent(entry.id(), _ -> new ArrayList<>()).add(one);
            }
        }
        Map<String, Usage> usage = new HashMap<>();
        entries.forEach(entry -> usage.put(entry.id(),
                usage(entry, met.getOrDefault(entry.id(), List.of()))));
        return usage;
    }

    private static Usage usage(Entry entry, List<Met> all) {
        if (all.isEmpty()) {
            return Usage.NONE;
        }
        List<Instant> bans = all.stream().filter(one -> one.kind() == Kind.BANNED).map(Met::last)
                .filter(at -> at != null && !at.isBefore(entry.created())).sorted().toList();
        List<Met> met = all.stream().filter(one -> one.kind() != Kind.BANNED).toList();
        boolean spared = met.stream().anyMatch(one -> one.kind() == Kind.SPARED);
        long hits = met.stream().filter(one -> (one.kind() == Kind.SPARED) == spared).mapToLong(Met::times).sum();
        Instant last = met.stream().map(Met::last).filter(at -> at != null).max(Instant::compareTo).orElse(null);
        TreeSet<Cidr> addresses = new TreeSet<>();
        met.forEach(one -> addresses.add(one.address().ipv6() ? one.address().widened(HOUSEHOLD) : one.address()));
        return new Usage(hits, last, List.copyOf(addresses), bans.isEmpty()
                ? null
                : new Attack(bans.size(), bans.getLast().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Whole octets or groups that every address of a range begins with; nothing for a range too wide for one. */
    static String beginning(Cidr cidr) {
        if (!cidr.ipv6()) {
            String[] octets = cidr.address().split("\\.");
            return String.join(".", List.of(octets).subList(0, cidr.prefix() / 8));
        }
        String expression = KnowledgeReader.expression(cidr);
        return expression.isEmpty() ? "" : expression.substring(0, expression.length() - 1);
    }
}
