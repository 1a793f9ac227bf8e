package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fail2ban through its client. Exit codes say little: lifting a ban that is not there ends with 0 too, so that the printed
 * number counts (reference B.3).
 */
public final class Fail2banSource implements BanSource {
    private static final Pattern JAILS = Pattern.compile("Jail list:\\s*(.*)");
    private static final Pattern TIMED = Pattern.compile(
            "(\\S+)\\s+(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) \\+ (-?\\d+) = .*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    // The lines that led to a ban may have been turned over since.
    private static final String CAUSES = """
            for log in "$@"; do for file in "$log.1" "$log"; do \
            [ -r "$file" ] && grep -hwF -e "$0" -- "$file"; done; done | tail -n 12""";

    // $0 the address, $1 the daemon's log.
    private static final String PAST = """
            for file in "$1.1" "$1"; do [ -r "$file" ] && grep -hF -e "] Ban $0" -- "$file"; done; true""";
    private static final Pattern BANNED = Pattern
            .compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d),\\d+ .*\\[([^\\]]+)\\] Ban (\\S+)");

    private final List<String> client;

    /** @param client {@code fail2ban-client} with its options */
    public Fail2banSource(List<String> client) {
        this.client = client.isEmpty() ? List.of("fail2ban-client") : List.copyOf(client);
    }

    @Override
    public String id() {
        return "fail2ban";
    }

    /** Names of the jails that run. */
    public List<String> jails(RemoteHost host) throws RemoteException, InterruptedException {
        Matcher matcher = JAILS.matcher(ask(host, "status"));
        return matcher.find()
                ? Pattern.compile(",\\s*").splitAsStream(matcher.group(1).strip()).filter(j -> !j.isEmpty()).toList()
                : List.of();
    }

    /** What a jail never bans, as the daemon prints it; {@code 0.0.0.0/0} is told as {@code 0.0.0.0} there. */
    public List<String> ignored(RemoteHost host, String jail) throws RemoteException, InterruptedException {
        return ask(host, "get", jail, "ignoreip").lines().filter(line -> line.startsWith("|-") || line.startsWith("`-"))
                .map(line -> line.substring(2).strip()).toList();
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        List<Ban> all = new ArrayList<>();
        for (String jail : jails(host)) {
            all.addAll(of(host, jail));
        }
        return all;
    }

    @Override
    public List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        List<Ban> found = new ArrayList<>();
        for (Ban ban : banned(host)) {
            if (ban.address().contains(address)) {
                found.add(ban.withCauses(causes(host, ban)));
            }
        }
        return found;
    }

    @Override
    public List<PastBan> past(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        String log = ask(host, "get", "logtarget").lines().map(String::strip).filter(line -> line.startsWith("`-"))
                .map(line -> line.substring(2).strip()).filter(path -> path.startsWith("/")).findFirst().orElse("");
        if (log.isEmpty()) {
            return List.of();
        }
        ZoneId zone = ServerZone.of(host);
        List<String> argv = List.of("sh", "-c", PAST, address.address(), log);
        return host.run(Rights.command(host, argv)).text().lines().map(BANNED::matcher)
                .filter(line -> line.matches() && line.group(3).equals(address.toString()))
                .map(line -> new PastBan(line.group(2),
                        LocalDateTime.parse(line.group(1), TIME).atZone(zone).toInstant()))
                .toList();
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return command(host, "set", ban.list(), "unbanip", ban.address().toString());
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return Rights.run(host, lifting(host, ban)).text().strip().equals("0") ? Lift.NOTHING : Lift.DONE;
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        return Optional.of(command(host, "set", ban.list(), "banip", ban.address().toString()));
    }

    private List<Ban> of(RemoteHost host, String jail) throws RemoteException, InterruptedException {
        ZoneId zone = ServerZone.of(host);
        return ask(host, "get", jail, "banip", "--with-time").lines()
                .map(line -> ban(jail, line.strip(), zone)).flatMap(Optional::stream).toList();
    }

    private Optional<Ban> ban(String jail, String line, ZoneId zone) {
        Matcher matcher = TIMED.matcher(line);
        if (!matcher.matches() || !(AddressText.parse(matcher.group(1)) instanceof Parsed.Read(Cidr address))) {
            return Optional.empty();
        }
        Instant since = LocalDateTime.parse(matcher.group(2), TIME).atZone(zone).toInstant();
        long seconds = Long.parseLong(matcher.group(3));
        // A negative time is a ban for good.
        @Nullable
        Instant until = seconds < 0 ? null : since.plusSeconds(seconds);
        return Optional.of(new Ban(id(), jail, address, since, until, null, List.of()));
    }

    @Override
    public List<String> causes(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        List<String> paths = ask(host, "get", ban.list(), "logpath").lines()
                .filter(line -> line.startsWith("|-") || line.startsWith("`-")).map(line -> line.substring(2).strip())
                .filter(path -> path.startsWith("/")).toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> argv = new ArrayList<>(List.of("sh", "-c", CAUSES, ban.address().address()));
        argv.addAll(paths);
        CommandResult result = host.run(Rights.command(host, argv));
        return result.text().lines().toList();
    }

    private String ask(RemoteHost host, String... words) throws RemoteException, InterruptedException {
        return Rights.run(host, command(host, words)).text();
    }

    private Command command(RemoteHost host, String... words) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(client);
        argv.addAll(List.of(words));
        return Rights.command(host, argv);
    }
}
