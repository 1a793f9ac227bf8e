package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Rights;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Restriction.Result;
import fr.touchweb.console.core.whitelist.Restriction.Trial;
import fr.touchweb.console.core.whitelist.Restriction.Verdict;
import fr.touchweb.console.core.whitelist.register.Waiver;
import fr.touchweb.console.core.whitelist.risk.Known;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a server really restricts: the door is tried from an address that is not on its list. One that comes in
 * shows that it is open; one that is turned away shows a restriction only while the service answers somebody (L05, L40).
 */
public final class Restrictions {
    private static final int MOST_PEERS = 3;

    private final WhitelistSetup setup;
    private final Whitelists lists;

    Restrictions(WhitelistSetup setup, Whitelists lists) {
        this.setup = setup;
        this.lists = lists;
    }

    /** Tries one door. The list of who is never banned restricts nothing, and is not tried. */
    public Restriction of(String server, Scope scope) throws IOException, InterruptedException {
        Server machine = lists.server(server);
        List<Message> notes = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        List<Cidr> listed = listed(server, scope, notes);
        DoorTarget target = scope == Scope.IDS ? null : DoorTarget.of(machine, scope).orElse(null);
        Verdict verdict = Verdict.UNKNOWN;
        if (target == null) {
            notes.add(Message.of(scope == Scope.IDS ? "whitelist.restriction.ids" : "whitelist.restriction.noUrl"));
        } else {
            try {
                InetSocketAddress place = setup.names().resolve(target.url().getHost(), target.port()).getFirst();
                trials.addAll(trials(machine, new DoorTrial(target, place, setup.policy().ban()), listed));
                verdict = verdict(trials, notes);
                if (verdict == Verdict.OPEN && scope == Scope.SSH && limited(machine, notes)) {
                    verdict = Verdict.CONFIGURED;
                }
            } catch (UnknownHostException _) {
                notes.add(Message.of("ban.seen.noAddress", String.valueOf(target.url().getHost())));
            }
        }
        return new Restriction(server, scope, verdict, listed.size(), trials, mfa(machine, scope),
                waiver(server, scope, notes), notes, lists.now());
    }

    /** What the list lets in, by entries of the register and by lines of others. */
    private List<Cidr> listed(String server, Scope scope, List<Message> notes)
            throws IOException, InterruptedException {
        ListView view = lists.view(server, scope);
        notes.addAll(view.unread());
        return Stream.concat(view.active().stream().map(entry -> entry.cidr()),
                view.drift().stream().filter(drift -> drift.kind() == Drift.Kind.FOREIGN
                        || drift.kind() == Drift.Kind.ONLY_RUNNING).map(Drift::cidr))
                .distinct().toList();
    }

    private List<Trial> trials(Server machine, DoorTrial door, List<Cidr> listed)
            throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        Known<Cidr> own = lists.own(machine.id());
        // Whoever does not know whether their address is on the list proves nothing by coming in.
        trials.add(door.here(own.found().map(address -> on(address, listed)).orElse(true)));
        trials.add(door.from(machine.id(), lists.host(machine.id()), true));
        int asked = 0;
        for (Server peer : peers(machine)) {
            if (asked == MOST_PEERS || decided(trials)) {
                break;
            }
            asked++;
            RemoteHost host = setup.hosts().apply(peer);
            trials.add(door.from(peer.id(), host, addresses(peer, host).stream().anyMatch(at -> on(at, listed))));
        }
        return trials;
    }

    private static boolean decided(List<Trial> trials) {
        return trials.stream().anyMatch(trial -> !trial.listed() && trial.result() != Result.UNKNOWN
                && trial.from() != null);
    }

    private List<Server> peers(Server machine) {
        return setup.fleet().servers().stream().filter(other -> !other.id().equals(machine.id()))
                .filter(other -> setup.access().may(Right.DIAGNOSE, other.id(), null, lists.now()).allowed()
                        || lists.may(other.id()).allowed())
                .toList();
    }

    /** Addresses that a server is known to ask from: those of its interfaces, and that of the fleet. */
    private static List<Cidr> addresses(Server peer, RemoteHost host) throws InterruptedException {
        String said;
        try {
            CommandResult result = host.run(Command.of("hostname", "-I"));
            said = result.ok() ? result.text() : "";
        } catch (RemoteException _) {
            // The trial itself tells that it cannot be asked.
            said = "";
        }
        return Stream.concat(Stream.of(peer.host()), Stream.of(said.strip().split("\\s+")))
                .flatMap(text -> AddressText.parse(text) instanceof Parsed.Read(Cidr cidr)
                        ? Stream.of(cidr)
                        : Stream.empty())
                .toList();
    }

    private static boolean on(Cidr address, List<Cidr> listed) {
        return listed.stream().anyMatch(range -> range.contains(address));
    }

    private static Verdict verdict(List<Trial> trials, List<Message> notes) {
        List<Trial> strangers = trials.stream().filter(trial -> !trial.listed()).toList();
        if (strangers.stream().anyMatch(trial -> trial.result() == Result.IN)) {
            return Verdict.OPEN;
        }
        if (strangers.stream().noneMatch(trial -> trial.result() == Result.OUT)) {
            notes.add(Message.of("whitelist.restriction.noStranger"));
            return Verdict.UNKNOWN;
        }
        if (trials.stream().noneMatch(trial -> trial.result() == Result.IN)) {
            notes.add(Message.of("whitelist.restriction.nobodyIn"));
            return Verdict.UNKNOWN;
        }
        return Verdict.RESTRICTED;
    }

    /** Whether sshd lets accounts in from named addresses only. */
    private boolean limited(Server machine, List<Message> notes) throws InterruptedException {
        try {
            RemoteHost host = lists.host(machine.id());
            String text = Rights.run(host, Rights.command(host, List.of("sh", "-c",
                    "PATH=$PATH:/usr/sbin:/sbin; exec sshd -T"))).text();
            List<String> users = text.lines().filter(line -> line.startsWith("allowusers ")).toList();
            boolean all = !users.isEmpty() && users.stream().allMatch(line -> line.contains("@"));
            notes.add(all
                    ? Message.of("whitelist.restriction.allowUsers", String.join(", ",
                            users.stream().map(line -> line.substring("allowusers ".length())).toList()))
                    : Message.of("whitelist.restriction.noAllowUsers"));
            return all;
        } catch (RemoteException e) {
            notes.add(Message.of("whitelist.restriction.noSshd", e.text()));
            return false;
        }
    }

    private static @Nullable Boolean mfa(Server machine, Scope scope) {
        return machine.whitelists().stream().filter(list -> list.scope().equals(scope.id()))
                .map(Server.Whitelist::mfa).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private @Nullable Waiver waiver(String server, Scope scope, List<Message> notes)
            throws IOException, InterruptedException {
        try {
            Optional<Waiver> found = lists.waivers().read(server).of(scope);
            return found.orElse(null);
        } catch (RemoteException e) {
            notes.add(e.text());
            return null;
        }
    }
}
