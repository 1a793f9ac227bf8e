package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What HAProxy's log tells of an address: its termination flags tell a rule (PR), a tarpit (PT) and a time-out of a client
 * that sent nothing (cR) apart, where the answer alone does not (design rule B.2).
 *
 * @param rule lines that a rule ended
 * @param tarpit lines that were held back first
 * @param timeout lines in which the client was silent
 * @param last the newest lines that a rule or a tarpit ended, in their order
 * @param since the first of the lines that were turned away with none let through after it, null when the newest was let
 *        through
 */
record ProxyLog(int rule, int tarpit, int timeout, List<String> last, @Nullable Instant since) {
    private static final int SHOWN = 6;
    private static final Pattern FLAGS = Pattern.compile(" ([A-Za-z-]{4}) \\d+/\\d+/\\d+/\\d+/\\+?\\d+ ");
    private static final Pattern STAMP = Pattern.compile("\\[(\\d\\d/\\w{3}/\\d{4}:[\\d:.]{12})\\]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss.SSS", Locale.ROOT);
    // $1 bytes of each log, $2 the address as HAProxy writes it, then patterns of paths.
    private static final String READ = """
            bytes=$1 address=$2; shift 2; for pattern in "$@"; do for file in $pattern; do \
            [ -f "$file" ] && [ -r "$file" ] && case $file in *.gz) false;; esac \
            && tail -c "$bytes" -- "$file" | grep -aF -e "$address:" | tail -n 500; done; done; true""";

    ProxyLog {
        last = List.copyOf(last);
    }

    /** @param bytes of each log, from its end */
    static ProxyLog read(RemoteHost host, List<String> paths, Cidr address, int bytes)
            throws RemoteException, InterruptedException {
        if (paths.isEmpty()) {
            return new ProxyLog(0, 0, 0, List.of(), null);
        }
        List<String> argv = new ArrayList<>(
                List.of("sh", "-c", READ, "sh", String.valueOf(bytes), address.address()));
        argv.addAll(paths);
        CommandResult result = host.run(Rights.command(host, argv));
        return of(result.text().lines().toList(), address, ServerZone.of(host));
    }

    static ProxyLog of(List<String> lines, Cidr address, ZoneId zone) {
        Pattern client = Pattern.compile("(?:^|[ :])" + Pattern.quote(address.address()) + ":\\d+ \\[");
        int rule = 0;
        int tarpit = 0;
        int timeout = 0;
        List<String> last = new ArrayList<>();
        Instant since = null;
        for (String line : lines) {
            Matcher flags = FLAGS.matcher(line);
            if (!client.matcher(line).find() || !flags.find()) {
                continue;
            }
            boolean away = flags.group(1).charAt(0) == 'P';
            since = !away ? null : since == null ? time(line, zone) : since;
            switch (flags.group(1).substring(0, 2)) {
                case "PR" -> rule++;
                case "PT" -> tarpit++;
                case "cR" -> timeout++;
                default -> {
                    continue;
                }
            }
            if (away) {
                last.add(line.strip());
            }
        }
        return new ProxyLog(rule, tarpit, timeout, last.subList(Math.max(0, last.size() - SHOWN), last.size()),
                since);
    }

    private static @Nullable Instant time(String line, ZoneId zone) {
        Matcher stamp = STAMP.matcher(line);
        try {
            return stamp.find() ? LocalDateTime.parse(stamp.group(1), TIME).atZone(zone).toInstant() : null;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
