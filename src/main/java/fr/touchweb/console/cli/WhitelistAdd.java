package fr.touchweb.console.cli;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Plan;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whitelist add SERVER SCOPE CIDR}: the same card and the same question as in the window; no option answers it. */
@Command(name = "add", description = "cli.whitelist.add")
final class WhitelistAdd implements Callable<Integer> {
    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "SERVER", descriptionKey = "cli.whitelist.server")
    private String server = "";

    @Parameters(index = "1", paramLabel = "SCOPE", descriptionKey = "cli.whitelist.scope")
    private String scope = "";

    @Parameters(index = "2", paramLabel = "CIDR", descriptionKey = "cli.whitelist.cidr")
    private String text = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", descriptionKey = "cli.whitelist.reason")
    private String reason = "";

    @Option(names = "--requester", required = true, paramLabel = "TEXT", descriptionKey = "cli.whitelist.requester")
    private String requester = "";

    @Option(names = "--kind", paramLabel = "KIND", descriptionKey = "cli.whitelist.kind")
    private String kind = Entry.Kind.PERSON.id();

    @Option(names = "--site", paramLabel = "SITE", descriptionKey = "cli.whitelist.site")
    @Nullable
    private String site;

    @Option(names = "--days", paramLabel = "N", descriptionKey = "cli.whitelist.days")
    @Nullable
    private Integer days;

    WhitelistAdd(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        TerminalHostKeys.Lines person = person(services);
        Entry.Kind what = List.of(Entry.Kind.values()).stream()
                .filter(value -> value.id().equals(kind.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new UsageException(Message.of("cli.badValue", "--kind", kind)));
        try (WhitelistAccess access = WhitelistAccess.open(services, options)) {
            Server machine = access.server(server);
            return add(access.lists(), machine, access.scope(machine, scope), what, person);
        }
    }

    /**
     * The person at the terminal.
     *
     * @throws UsageException when there is none: a script cannot read a card
     */
    static TerminalHostKeys.Lines person(Services services) throws UsageException {
        return services.person()
                .orElseThrow(() -> new UsageException(Message.of("cli.whitelist.needsTerminal")));
    }

    private int add(Whitelists lists, Server machine, Scope door, Entry.Kind what, TerminalHostKeys.Lines person)
            throws Exception {
        Terminal terminal = services.terminal();
        String wanted = text;
        while (true) {
            Assessment assessment = lists.assess(wanted, List.of(machine.id()), door);
            show(assessment, terminal, person);
            Duration life = days == null ? lists.defaultLife(assessment) : Duration.ofDays(days);
            AddRequest request = lists.request(List.of(machine.id()), door, assessment, what, reason, requester, life)
                    .of(site);
            Message problem = request.problem().orElse(null);
            if (problem != null) {
                terminal.say(problem);
                return ExitCode.FINDING;
            }
            for (Plan plan : lists.changes().plans(request)) {
                plan.diffs()
                        .forEach(diff -> diff.added().forEach(line -> person.say("  + " + diff.path() + ": " + line)));
                plan.commands().forEach(line -> person.say("  $ " + line));
            }
            Confirmation confirmation = lists.confirm(request);
            Optional<Confirmed> confirmed = new TerminalConfirmation(person, terminal.texts(), Thread::sleep)
                    .ask(confirmation);
            if (confirmed.isPresent()) {
                return apply(lists, confirmed.get(), terminal);
            }
            Cidr narrower = assessment.narrower();
            if (confirmation.choice() == Choice.NARROWER && narrower != null) {
                wanted = narrower.toString();
            } else if (confirmation.choice() == Choice.UNBAN && narrower != null) {
                return new WhitelistUnban(services).lift(lists, machine, narrower);
            } else {
                terminal.say(Message.of("cli.whitelist.nothing"));
                return ExitCode.FINDING;
            }
        }
    }

    private static void show(Assessment assessment, Terminal terminal, TerminalHostKeys.Lines person) {
        Cidr cidr = assessment.cidr();
        person.say(terminal.texts().get(Message.of("cli.whitelist.tier",
                cidr == null ? assessment.input() : cidr.toString(), assessment.tier().number(),
                assessment.tier().title())));
        assessment.facts().forEach(fact -> person.say("  " + terminal.texts().get(fact.text())));
        assessment.readings().forEach(reading -> person.say("  → " + reading));
    }

    private int apply(Whitelists lists, Confirmed confirmed, Terminal terminal) throws Exception {
        int code = ExitCode.OK;
        for (Applied added : lists.changes().add(confirmed)) {
            Applied applied = lists.changes().settled(added);
            code = Math.max(code, WhitelistVerbs.settle(terminal, options, lists, applied));
            if (applied.status() == Applied.Status.DONE && applied.entry() != null
                    && WhitelistVerbs.undone(services, options, lists.undoTime())) {
                code = Math.max(code, WhitelistVerbs.settle(terminal, options, lists,
                        lists.changes().remove(applied.server(), applied.entry())));
            }
        }
        return code;
    }
}
