package fr.touchweb.console.cli;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Lifted;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code whitelist unban SERVER ADDRESS}: lifts every ban of an address that the console may lift, and tells who lifts the
 * others. At a terminal the ban can be put back for some seconds.
 */
@Command(name = "unban", description = "cli.whitelist.unban")
final class WhitelistUnban extends WhitelistVerbs {
    @Parameters(index = "1", paramLabel = "ADDRESS", descriptionKey = "cli.whitelist.cidr")
    private String address = "";

    @Option(names = "--through", paramLabel = "SERVER", descriptionKey = "cli.whitelist.through")
    @Nullable
    private String through;

    @Option(names = "--watch", descriptionKey = "cli.whitelist.watch")
    private boolean watch;

    WhitelistUnban(Services services) {
        super(services);
    }

    @Override
    int on(WhitelistAccess access, Server machine) throws Exception {
        Cidr cidr = switch (AddressText.parse(address)) {
            case Parsed.Read(Cidr read) -> read;
            case Parsed.Unclear(String _, Message question, List<Cidr> _) -> throw new UsageException(question);
            case Parsed.Refused(String _, Message reason) -> throw new UsageException(reason);
        };
        return lift(through == null ? access.lists() : access.through(access.server(through)), machine, cidr);
    }

    int lift(Whitelists lists, Server machine, Cidr cidr) throws Exception {
        BanReport report = lists.banned(machine.id(), cidr);
        report.silent().forEach((id, why) -> terminal.say(Message.of("ban.note.silent", id, why)));
        List<Lifted> lifted = new ArrayList<>();
        boolean byHand = false;
        for (Ban ban : report.bans()) {
            if (ban.way() instanceof Way.ByHand(Message how)) {
                byHand = true;
                terminal.say(Message.of("cli.whitelist.byHand", ban.source() + " " + ban.list(), how));
                continue;
            }
            Lifted now = lists.bans().unban(machine.id(), ban);
            told(machine.id(), ban, now.done());
            if (now.done()) {
                lifted.add(now);
            }
            if (now.note() != null) {
                terminal.say(now.note());
            }
        }
        if (!lifted.isEmpty()) {
            return after(lists, machine, cidr, lifted);
        }
        Scope door = report.knowsNothing() ? lists.byFile(machine.id()).orElse(null) : null;
        if (door != null) {
            return settle(terminal, options, lists, lists.changes().askUnban(machine.id(), door, cidr));
        }
        if (!byHand) {
            terminal.say(Message.of("cli.whitelist.notBanned", cidr.toString(), machine.id()));
        }
        return report.knowsNothing() ? ExitCode.REMOTE : ExitCode.FINDING;
    }

    /** The way back first, for it is short; then the watch, where it is wanted. */
    private int after(Whitelists lists, Server machine, Cidr cidr, List<Lifted> lifted) throws Exception {
        boolean person = !options.json() && services.person().isPresent();
        Duration left = lifted.stream().map(one -> one.left(lists.now())).max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (person && left.isPositive() && new TerminalUndo(terminal)
                .wanted(Message.of("cli.whitelist.undo", cidr.toString(), left.toSeconds()), left)) {
            boolean again = false;
            for (Lifted one : lifted) {
                again |= lists.bans().again(one);
            }
            terminal.say(Message.of(again ? "whitelists.unban.again" : "whitelists.unban.late", cidr.toString()));
            return again ? ExitCode.FINDING : ExitCode.OK;
        }
        for (Lifted one : lifted) {
            String back = lists.bans().backByHand(one);
            if (back != null) {
                terminal.say(Message.of("cli.whitelist.backByHand", machine.id(), back));
            }
        }
        if (!watch) {
            return ExitCode.OK;
        }
        BanWatch.Watched watched = lists.bans().watch(lifted, Thread::sleep, terminal::say);
        terminal.say(watched.text(cidr.toString()));
        watched.fresh().forEach(line -> terminal.sayText("    " + line));
        return watched.goesOn() ? ExitCode.FINDING : ExitCode.OK;
    }

    private void told(String on, Ban ban, boolean now) throws IOException {
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("server", on);
                json.writeStringField("source", ban.source());
                json.writeStringField("list", ban.list());
                json.writeStringField("address", ban.address().toString());
                json.writeBooleanField("lifted", now);
            });
        } else if (now) {
            terminal.line(
                    terminal.texts().get(Message.of("cli.whitelist.lifted", ban.address().toString(), ban.list())));
        }
    }
}
