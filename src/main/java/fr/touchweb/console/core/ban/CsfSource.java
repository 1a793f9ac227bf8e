package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ConfigServer firewall: what it denies for good stands in one file with the reason as a comment, what it denies for a time
 * in another; both are lifted through {@code csf} (reference B.3).
 */
public final class CsfSource implements BanSource {
    private static final String PERMANENT = "csf.deny";
    private static final String TEMPORARY = "csf.tempban";
    private static final String MARK = "== ";
    // $1 the permanent list, $2 the temporary one. An unreadable list is an error, never an empty one.
    private static final String READ = """
            for file in "$1" "$2"; do [ -e "$file" ] || continue; echo "== ${file##*/}"; cat -- "$file" || exit 1; done""";
    private static final Pattern STAMP = Pattern.compile("(.*?)(?: - (\\w{3} \\w{3} +\\d+ [\\d:]{8} \\d{4}))?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private final String folder;
    private final String state;
    private final Clock clock;

    public CsfSource(Clock clock) {
        this("/etc/csf", "/var/lib/csf", clock);
    }

    /** @param folder of the configuration @param state folder of what lasts for a time */
    CsfSource(String folder, String state, Clock clock) {
        this.folder = folder;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "csf";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        List<String> argv = List.of("sh", "-c", READ, "sh", folder + "/" + PERMANENT, state + "/" + TEMPORARY);
        return read(Rights.run(host, Rights.command(host, argv)).text(), ServerZone.of(host), clock.instant());
    }

    /** Reads both files, each behind a line with its name. */
    static List<Ban> read(String text, ZoneId zone, Instant now) {
        List<Ban> bans = new ArrayList<>();
        String file = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(MARK)) {
                file = line.substring(MARK.length());
            } else if (file.equals(PERMANENT)) {
                permanent(line, zone).ifPresent(bans::add);
            } else {
                temporary(line, now).ifPresent(bans::add);
            }
        }
        return bans;
    }

    /** {@code 203.0.113.9 # lfd: (sshd) … - Thu Nov 26 09:12:33 2026}, or {@code tcp|in|d=22|s=203.0.113.9 # …}. */
    private static Optional<Ban> permanent(String line, ZoneId zone) {
        int hash = line.indexOf('#');
        String plain = (hash < 0 ? line : line.substring(0, hash)).strip();
        String address = plain;
        for (String part : plain.split("\\|")) {
            address = part.startsWith("s=") ? part.substring(2) : address;
        }
        if (!(AddressText.parse(address) instanceof Parsed.Read(Cidr read))) {
            return Optional.empty();
        }
        String comment = hash < 0 ? "" : line.substring(hash + 1).strip();
        Matcher stamp = STAMP.matcher(comment);
        Instant since = stamp.matches() && stamp.group(2) != null ? time(stamp.group(2), zone) : null;
        String reason = since == null ? comment : stamp.group(1);
        return Optional.of(new Ban("csf", PERMANENT, read, since, null, reason.isEmpty() ? null : reason, List.of()));
    }

    /** {@code begin|address|port|direction|seconds|reason}. */
    private static Optional<Ban> temporary(String line, Instant now) {
        String[] field = line.split("\\|", 6);
        if (field.length < 5 || !field[0].matches("\\d{1,11}") || !field[4].matches("\\d{1,9}")
                || !(AddressText.parse(field[1]) instanceof Parsed.Read(Cidr address))) {
            return Optional.empty();
        }
        Instant since = Instant.ofEpochSecond(Long.parseLong(field[0]));
        Instant until = since.plusSeconds(Long.parseLong(field[4]));
        return until.isBefore(now)
                ? Optional.empty()
                : Optional.of(new Ban("csf", TEMPORARY, address, since, until,
                        field.length < 6 || field[5].isBlank() ? null : field[5].strip(), List.of()));
    }

    private static @Nullable Instant time(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text.replaceAll(" +", " "), TIME).atZone(zone).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        String verb = ban.list().equals(PERMANENT) ? "-dr" : "-tr";
        return Rights.command(host, List.of("csf", verb, ban.address().toString()));
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (!stands(host, ban)) {
            return Lift.NOTHING;
        }
        // It ends with 0 whatever it did: the files tell whether it took the address out.
        String said = Rights.run(host, lifting(host, ban)).text().strip();
        if (stands(host, ban)) {
            throw BanSource.said(said);
        }
        return Lift.DONE;
    }

    private boolean stands(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return banned(host).stream()
                .anyMatch(other -> other.list().equals(ban.list()) && other.address().equals(ban.address()));
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        String reason = ban.reason() == null ? "" : ban.reason();
        if (ban.until() == null) {
            return Optional.of(Rights.command(host, List.of("csf", "-d", ban.address().toString(), reason)));
        }
        long left = Duration.between(clock.instant(), ban.until()).toSeconds();
        return left < 1
                ? Optional.empty()
                : Optional.of(Rights.command(host,
                        List.of("csf", "-td", ban.address().toString(), String.valueOf(left), reason)));
    }
}
