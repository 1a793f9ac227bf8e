package fr.touchweb.console.cli;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs that let nobody in, and so ask nothing. */
abstract class WhitelistVerbs implements Callable<Integer> {
    final Services services;
    final Terminal terminal;

    @Mixin
    final CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "SERVER", descriptionKey = "cli.whitelist.server")
    String server = "";

    WhitelistVerbs(Services services) {
        this.services = services;
        this.terminal = services.terminal();
    }

    @Override
    public Integer call() throws Exception {
        try (WhitelistAccess access = WhitelistAccess.open(services, options)) {
            return on(access, access.server(server));
        }
    }

    abstract int on(WhitelistAccess access, Server machine) throws Exception;

    /** Brings a change to its end: keeps it over a new connection, or follows what was left as a file. */
    static int settle(Terminal terminal, CommonOptions options, Whitelists lists, Applied applied)
            throws IOException, InterruptedException {
        Applied settled = lists.changes().settled(applied);
        int code = tell(terminal, options, settled);
        if (settled.status() != Applied.Status.DROPPED) {
            return code;
        }
        return switch (lists.changes().followed(settled, Thread::sleep, state -> terminal.say(state.text()))) {
            case DropState.Done _ -> ExitCode.OK;
            case DropState.Waiting _ -> ExitCode.OK;
            case DropState.Refused _ -> ExitCode.FINDING;
            case DropState.Pending _ -> ExitCode.REMOTE;
            case DropState.NotTaken _ -> ExitCode.REMOTE;
            case DropState.Unknown _ -> ExitCode.REMOTE;
        };
    }

    /** Whether a person at a terminal wants a change undone; a script is not asked. */
    static boolean undone(Services services, CommonOptions options, Duration left)
            throws IOException, InterruptedException {
        return !options.json() && left.isPositive() && services.person().isPresent()
                && new TerminalUndo(services.terminal()).wanted(left);
    }

    /** Tells how a change ended. */
    static int tell(Terminal terminal, CommonOptions options, Applied applied) throws IOException {
        if (options.json()) {
            new JsonLines(terminal).write(json -> WhitelistJson.applied(json, applied, terminal.texts()));
        } else {
            terminal.line(applied.server() + "  "
                    + terminal.texts().get(Message.of("cli.whitelist.status." + WhitelistJson.status(applied)))
                    + (applied.entry() == null ? "" : "  " + applied.entry()));
            if (applied.reason() != null) {
                terminal.say(applied.reason());
            }
            applied.difference().forEach(terminal::say);
        }
        return switch (applied.status()) {
            case DONE, TO_KEEP, REQUESTED, DROPPED -> ExitCode.OK;
            case CONFLICT, BUSY, REFUSED -> ExitCode.FINDING;
            case ROLLED_BACK, UNKNOWN -> ExitCode.REMOTE;
        };
    }

    void entry(Whitelists lists, String on, Entry entry, Instant now) throws IOException {
        if (options.json()) {
            new JsonLines(terminal).write(json -> WhitelistJson.entry(json, on, entry, now, lists.undoTime()));
        } else {
            terminal.line("%-14s %-10s %-9s %-22s %-12s %s  %s (%s)".formatted(entry.id(), entry.scope().id(),
                    entry.state(now).id(), entry.cidr(), entry.author(), JsonLines.time(entry.expires()),
                    entry.reason(), entry.requester()));
        }
    }

    /** {@code whitelist list SERVER [SCOPE]}: entries and drift. */
    @Command(name = "list", description = "cli.whitelist.list")
    static final class ListVerb extends WhitelistVerbs {
        @Parameters(index = "1", arity = "0..1", paramLabel = "SCOPE", descriptionKey = "cli.whitelist.scope")
        @Nullable
        private String scope;

        ListVerb(Services services) {
            super(services);
        }

        @Option(names = "--banned", descriptionKey = "cli.whitelist.banned")
        private boolean banned;

        @Option(names = "--through", paramLabel = "SERVER", descriptionKey = "cli.whitelist.through")
        @Nullable
        private String through;

        @Override
        int on(WhitelistAccess access, Server machine) throws Exception {
            WhitelistReading reading = new WhitelistReading(terminal, access, through);
            if (banned) {
                return bans(machine.id(), reading.banned(machine));
            }
            List<Scope> scopes = scope == null
                    ? access.lists().scopes(machine)
                    : List.of(access.scope(machine, scope));
            for (Scope one : scopes) {
                ListView view = reading.view(machine, one);
                for (Entry entry : view.entries()) {
                    entry(access.lists(), machine.id(), entry, view.read());
                }
                for (Drift drift : view.drift()) {
                    drift(machine.id(), one, drift);
                }
                for (Entry over : view.toRotate()) {
                    toRotate(over, view.read());
                }
                view.unread().forEach(terminal::say);
            }
            return ExitCode.OK;
        }

        private int bans(String on, BanReport report) throws IOException {
            for (Ban ban : report.bans()) {
                if (options.json()) {
                    new JsonLines(terminal).write(json -> {
                        json.writeStringField("server", on);
                        BanJson.write(json, ban, terminal.texts());
                    });
                } else {
                    terminal.line(BanJson.line(ban));
                }
            }
            report.silent().forEach((id, why) -> terminal.say(Message.of("ban.note.silent", id, why)));
            return report.knowsNothing() ? ExitCode.REMOTE : ExitCode.OK;
        }

        private void toRotate(Entry over, Instant now) throws IOException {
            Instant at = Objects.requireNonNull(over.over(now));
            if (options.json()) {
                new JsonLines(terminal).write(json -> {
                    json.writeStringField("server", server);
                    json.writeStringField("scope", over.scope().id());
                    json.writeStringField("rotate", over.id());
                    json.writeStringField("over", JsonLines.time(at));
                });
            } else {
                terminal.line("! " + terminal.texts().get(Message.of("cli.whitelist.rotate", over.requester(),
                        over.cidr().toString(), JsonLines.time(at), over.id())));
            }
        }

        private void drift(String on, Scope one, Drift drift) throws IOException {
            String kind = drift.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (options.json()) {
                new JsonLines(terminal).write(json -> {
                    json.writeStringField("server", on);
                    json.writeStringField("scope", one.id());
                    json.writeStringField("drift", kind);
                    json.writeStringField("cidr", drift.cidr().toString());
                    json.writeStringField("path", drift.path());
                });
            } else {
                terminal.line("! " + terminal.texts().get(drift.text()));
            }
        }
    }

    /** {@code whitelist remove SERVER ENTRY}. */
    @Command(name = "remove", description = "cli.whitelist.remove")
    static final class Remove extends WhitelistVerbs {
        @Parameters(index = "1", paramLabel = "ENTRY", descriptionKey = "cli.whitelist.entry")
        private String entry = "";

        Remove(Services services) {
            super(services);
        }

        @Override
        int on(WhitelistAccess access, Server machine) throws Exception {
            List<Fact> warnings = access.lists().removal(machine.id(), entry);
            if (!warnings.isEmpty() && !anyway(warnings)) {
                return ExitCode.FINDING;
            }
            Applied applied = access.lists().changes().settled(access.lists().changes().remove(machine.id(), entry));
            int code = settle(terminal, options, access.lists(), applied);
            return applied.status() == Applied.Status.DONE
                    && undone(services, options, access.lists().changes().backLeft(applied))
                            ? settle(terminal, options, access.lists(), access.lists().changes().undo(applied))
                            : code;
        }

        /** Only a person takes out what somebody comes by alone; a script is told and ends. */
        private boolean anyway(List<Fact> warnings) {
            warnings.forEach(warning -> terminal.say(warning.text()));
            String typed = services.person()
                    .map(person -> person.ask(
                            terminal.texts().get(Message.of("cli.whitelist.removeAnyway", entry)) + " "))
                    .orElse("");
            if (typed.strip().equals(entry)) {
                return true;
            }
            terminal.say(Message.of("cli.whitelist.nothing"));
            return false;
        }
    }

    /** {@code whitelist rotated SERVER ENTRY}: the password that was given with an access which is over was changed. */
    @Command(name = "rotated", description = "cli.whitelist.rotated")
    static final class Rotated extends WhitelistVerbs {
        @Parameters(index = "1", paramLabel = "ENTRY", descriptionKey = "cli.whitelist.entry")
        private String entry = "";

        Rotated(Services services) {
            super(services);
        }

        @Override
        int on(WhitelistAccess access, Server machine) throws Exception {
            return tell(terminal, options, access.lists().changes().rotated(machine.id(), entry));
        }
    }

    /** {@code whitelist requests SERVER}: what waits for a second person. */
    @Command(name = "requests", description = "cli.whitelist.requests")
    static final class Requests extends WhitelistVerbs {
        Requests(Services services) {
            super(services);
        }

        @Override
        int on(WhitelistAccess access, Server machine) throws Exception {
            List<Whitelists.Found> waiting = access.lists().requests(List.of(machine.id()));
            for (Whitelists.Found found : waiting) {
                entry(access.lists(), found.server(), found.entry(), Instant.EPOCH);
            }
            return waiting.isEmpty() ? ExitCode.FINDING : ExitCode.OK;
        }
    }
}
