package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Apache's mod_evasive (reference B.3, B.4): a file {@code dos-ADDRESS} tells that an address was blocked and stays behind
 * for good; whether it still is, the time of its last request tells, with which the blocking period begins anew. Nothing
 * lifts it but silence.
 */
public final class ModEvasiveSource implements ByHandSource {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "(?i)(DOSLogDir|DOSBlockingPeriod|CustomLog)\\s+\"?([^\"\\s]+)\"?.*");
    private static final String LINES = "^[[:space:]]*(DOSLogDir|DOSBlockingPeriod|CustomLog)[[:space:]]";
    private static final Pattern LOGGED = Pattern.compile("\\[(\\d\\d/\\w{3}/\\d{4}:[\\d:]{8} [+-]\\d{4})\\]");
    private static final Pattern FINE = Pattern.compile("\" [123]\\d\\d ");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT);
    private static final int PERIOD = 10;
    private static final int MOST = 200;
    private static final int LOG_BYTES = 4 << 20;
    // $1 bytes of each log, $2 most files, $3 most lines of one address, $4 folder of the marks, then access logs. Debian's unit gives Apache a /tmp of
    // its own.
    private static final String READ = """
            bytes=$1 most=$2 lines=$3 folder=$4; shift 4; \
            case $folder in /tmp|/var/tmp) set -- "$@" -- $folder/systemd-private-*-apache2.service-*/tmp "$folder";; \
            *) set -- "$@" -- "$folder";; esac; \
            logs=; while [ "$1" != -- ]; do logs="$logs
            $1"; shift; done; shift; \
            for dir in "$@"; do [ -d "$dir" ] || continue; \
            find "$dir" -maxdepth 1 -name 'dos-*' -type f -printf '%T@ %f\\n' || exit 1; done | sort -rn | head -n "$most" \
            | while read -r at name; do ip=${name#dos-}; printf 'mark\\t%s\\t%s\\n' "${at%.*}" "$ip"; \
            echo "$logs" | while IFS= read -r log; do [ -n "$log" ] && [ -r "$log" ] \
            && tail -c "$bytes" -- "$log" | grep -aF -e "$ip " | tail -n "$lines"; done; done; true""";
    private static final int MOST_LINES = 400;

    private final List<String> client;
    private final Clock clock;

    /** @param client Apache's control program with its options */
    public ModEvasiveSource(List<String> client, Clock clock) {
        this.client = client.isEmpty() ? List.of("apache2ctl") : List.copyOf(client);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "mod_evasive";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        String folder = "/tmp";
        int period = PERIOD;
        Set<String> logs = new LinkedHashSet<>();
        boolean there = false;
        for (ApacheFiles.Line line : ApacheFiles.find(host, client, LINES)) {
            Matcher directive = DIRECTIVE.matcher(line.text());
            if (!directive.matches()) {
                continue;
            }
            String value = directive.group(2);
            switch (directive.group(1).toLowerCase(Locale.ROOT)) {
                case "doslogdir" -> folder = value;
                case "dosblockingperiod" -> period = value.matches("\\d{1,6}") ? Integer.parseInt(value) : PERIOD;
                default -> logs.add(value.replace("${APACHE_LOG_DIR}", "/var/log/apache2"));
            }
            there |= directive.group(1).toUpperCase(Locale.ROOT).startsWith("DOS");
        }
        return there ? marks(host, folder, period, logs) : List.of();
    }

    private List<Ban> marks(RemoteHost host, String folder, int period, Set<String> logs)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", READ, "sh", String.valueOf(LOG_BYTES),
                String.valueOf(MOST), String.valueOf(MOST_LINES), folder));
        logs.stream().filter(log -> log.startsWith("/")).forEach(argv::add);
        Instant now = clock.instant();
        List<Ban> bans = new ArrayList<>();
        String mark = null;
        List<String> lines = new ArrayList<>();
        for (String line : Rights.run(host, Rights.command(host, argv)).text().lines().toList()) {
            if (line.startsWith("mark\t")) {
                ban(mark, lines, period, now).ifPresent(bans::add);
                mark = line;
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        ban(mark, lines, period, now).ifPresent(bans::add);
        return bans;
    }

    /**
     * What a mark and the requests of its address tell.
     *
     * @param mark {@code mark TAB seconds TAB address}, null before the first
     * @param lines of the access logs
     * @return empty when the blocking period is over
     */
    Optional<Ban> ban(@Nullable String mark, List<String> lines, int period, Instant now) {
        String[] field = mark == null ? new String[0] : mark.split("\t", 3);
        if (field.length < 3 || !field[1].matches("\\d{1,11}")
                || !(AddressText.parse(field[2]) instanceof Parsed.Read(Cidr address))) {
            return Optional.empty();
        }
        Instant marked = Instant.ofEpochSecond(Long.parseLong(field[1]));
        List<Request> requests = lines.stream().flatMap(line -> request(line).stream())
                .sorted(Comparator.comparing(Request::at)).toList();
        Request newest = requests.isEmpty() ? null : requests.getLast();
        Instant last = newest == null || newest.at().isBefore(marked) ? marked : newest.at();
        Instant until = last.plusSeconds(period);
        if (until.isBefore(now) || newest != null && last.equals(newest.at()) && !newest.refused()) {
            return Optional.empty();
        }
        Ban ban = new Ban(id(), "dos-" + field[2], address, marked, until, null,
                newest == null ? List.of() : List.of(newest.line()), Way.byHand("ban.way.silence", period));
        return Optional.of(last.equals(marked) ? ban : begun(ban, marked, requests, period));
    }

    /**
     * The mark of an older block stays and keeps its time, and the log is told of the first block alone: that this one goes on, the
     * refusals tell that follow each other within the blocking period.
     */
    private static Ban begun(Ban ban, Instant marked, List<Request> requests, int period) {
        int first = requests.size() - 1;
        while (first > 0 && requests.get(first - 1).refused()
                && !requests.get(first - 1).at().plusSeconds(period).isBefore(requests.get(first).at())) {
            first--;
        }
        Instant begin = requests.get(first).at();
        if (!marked.isBefore(begin.minusSeconds(period))) {
            return ban;
        }
        return first == 0 ? ban.sinceAtLeast(begin) : ban.withSince(begin);
    }

    /** A request of an address. @param refused whether it was answered with another status than a good one */
    private record Request(Instant at, boolean refused, String line) {}

    private static Optional<Request> request(String line) {
        Instant at = logged(line);
        return at == null ? Optional.empty() : Optional.of(new Request(at, !FINE.matcher(line).find(), line));
    }

    private static @Nullable Instant logged(String line) {
        Matcher time = LOGGED.matcher(line);
        try {
            return time.find() ? OffsetDateTime.parse(time.group(1), TIME).toInstant() : null;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
