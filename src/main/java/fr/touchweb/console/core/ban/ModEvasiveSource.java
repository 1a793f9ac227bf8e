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
    // $1 bytes of each log, $2 most files, $3 folder of the marks, then access logs. Debian's unit gives Apache a /tmp of
    // its own.
    private static final String READ = """
            bytes=$1 most=$2 folder=$3; shift 3; \
            case $folder in /tmp|/var/tmp) set -- "$@" -- $folder/systemd-private-*-apache2.service-*/tmp "$folder";; \
            *) set -- "$@" -- "$folder";; esac; \
            logs=; while [ "$1" != -- ]; do logs="$logs
            $1"; shift; done; shift; \
            for dir in "$@"; do [ -d "$dir" ] || continue; \
            find "$dir" -maxdepth 1 -name 'dos-*' -type f -printf '%T@ %f\\n' || exit 1; done | sort -rn | head -n "$most" \
            | while read -r at name; do ip=${name#dos-}; printf '%s\\t%s\\t' "${at%.*}" "$ip"; \
            echo "$logs" | while IFS= read -r log; do [ -n "$log" ] && [ -r "$log" ] \
            && tail -c "$bytes" -- "$log" | grep -aF -e "$ip " | tail -n 1; done | tail -n 1 | tr -d '\\n'; echo; done""";

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
                String.valueOf(MOST), folder));
        logs.stream().filter(log -> log.startsWith("/")).forEach(argv::add);
        Instant now = clock.instant();
        List<Ban> bans = new ArrayList<>();
        for (String line : Rights.run(host, Rights.command(host, argv)).text().lines().toList()) {
            ban(line, period, now).ifPresent(bans::add);
        }
        return bans;
    }

    /** {@code seconds TAB address TAB last line of the access log}; empty when the blocking period is over. */
    Optional<Ban> ban(String line, int period, Instant now) {
        String[] field = line.split("\t", 3);
        if (field.length < 3 || !field[0].matches("\\d{1,11}")
                || !(AddressText.parse(field[1]) instanceof Parsed.Read(Cidr address))) {
            return Optional.empty();
        }
        Instant marked = Instant.ofEpochSecond(Long.parseLong(field[0]));
        Instant logged = logged(field[2]);
        Instant last = logged == null || logged.isBefore(marked) ? marked : logged;
        Instant until = last.plusSeconds(period);
        if (until.isBefore(now) || last.equals(logged) && FINE.matcher(field[2]).find()) {
            return Optional.empty();
        }
        // The mark of an older block stays and keeps its time: then nobody tells when this one began.
        Instant since = last.isAfter(marked.plusSeconds(period)) ? null : marked;
        return Optional.of(new Ban(id(), "dos-" + field[1], address, since, until, null,
                field[2].isBlank() ? List.of() : List.of(field[2]), Way.byHand("ban.way.silence", period)));
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
