package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets of ipset whose members a rule of iptables turns away (reference B.3). A set that no such rule uses keeps nobody out.
 */
public final class IpsetSource implements BanSource {
    private static final Pattern ADD = Pattern
            .compile("add \\S+ (\\S+)(?: timeout (\\d+))?(?:.*? comment \"(.*)\")?.*");
    private static final String NOT_ADDED = "it's not added";
    private static final String NOT_IN = "is NOT in set";

    private final List<String> before;
    private final Clock clock;

    /** @param before what stands before the programs */
    public IpsetSource(List<String> before, Clock clock) {
        this.before = List.copyOf(before);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "ipset";
    }

    @Override
    public List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException {
        List<Ban> bans = new ArrayList<>();
        for (String set : IptablesRules.read(host, before).sets()) {
            bans.addAll(members(host, set));
        }
        return bans;
    }

    @Override
    public List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        List<Ban> bans = new ArrayList<>();
        for (String set : IptablesRules.read(host, before).sets()) {
            // A set may hold many thousands: only one that holds the address is read.
            if (holds(host, set, address)) {
                members(host, set).stream().filter(ban -> ban.address().contains(address)).forEach(bans::add);
            }
        }
        return bans;
    }

    private boolean holds(RemoteHost host, String set, Cidr address) throws RemoteException, InterruptedException {
        CommandResult result = host.run(command(host, List.of("ipset", "test", set, address.toString())));
        String said = result.errorText() + result.text();
        // A set of the other family cannot hold it, and says so as an error of syntax.
        if (!result.ok() && !said.contains(NOT_IN) && !said.contains("Syntax error")) {
            throw Rights.failed(result);
        }
        return result.ok();
    }

    private List<Ban> members(RemoteHost host, String set) throws RemoteException, InterruptedException {
        List<Ban> bans = new ArrayList<>();
        Rights.run(host, command(host, List.of("ipset", "save", set))).text().lines()
                .forEach(line -> member(set, line, bans));
        return bans;
    }

    private void member(String set, String line, List<Ban> bans) {
        Matcher add = ADD.matcher(line);
        // Members of several parts, 203.0.113.9,tcp:443 for one, begin with the address.
        if (add.matches() && AddressText.parse(add.group(1).split(",")[0]) instanceof Parsed.Read(Cidr address)) {
            Instant until = add.group(2) == null || add.group(2).equals("0")
                    ? null
                    : clock.instant().plusSeconds(Long.parseLong(add.group(2)));
            bans.add(new Ban(id(), add.group(1).contains(",") ? set + " " + add.group(1) : set, address, null, until,
                    add.group(3), List.of(), SetOwner.way(set)));
        }
    }

    @Override
    public Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        if (ban.way() instanceof Way.ByHand(Message how)) {
            throw BanSource.byHand(how);
        }
        return command(host, List.of("ipset", "del", set(ban), element(ban)));
    }

    @Override
    public Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        CommandResult result = host.run(lifting(host, ban));
        if (!result.ok() && result.errorText().contains(NOT_ADDED)) {
            return Lift.NOTHING;
        }
        if (!result.ok()) {
            throw Rights.failed(result);
        }
        return Lift.DONE;
    }

    @Override
    public Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("ipset", "add", set(ban), element(ban)));
        if (ban.until() != null) {
            long left = Duration.between(clock.instant(), ban.until()).toSeconds();
            if (left < 1) {
                return Optional.empty();
            }
            argv.addAll(List.of("timeout", String.valueOf(left)));
        }
        if (ban.reason() != null) {
            argv.addAll(List.of("comment", ban.reason()));
        }
        return Optional.of(command(host, argv));
    }

    private static String set(Ban ban) {
        return ban.list().split(" ")[0];
    }

    private static String element(Ban ban) {
        String[] words = ban.list().split(" ");
        return words.length > 1 ? words[1] : ban.address().toString();
    }

    private Command command(RemoteHost host, List<String> words) throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(before);
        argv.addAll(words);
        return Rights.command(host, argv);
    }
}
