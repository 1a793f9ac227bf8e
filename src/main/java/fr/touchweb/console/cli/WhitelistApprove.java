package fr.touchweb.console.cli;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whitelist approve SERVER ENTRY}: agrees to somebody else's request, after the same card. */
@Command(name = "approve", description = "cli.whitelist.approve")
final class WhitelistApprove extends WhitelistVerbs {
    @Parameters(index = "1", paramLabel = "ENTRY", descriptionKey = "cli.whitelist.entry")
    private String entry = "";

    @Option(names = "--refuse", descriptionKey = "cli.whitelist.refuse")
    private boolean refuse;

    WhitelistApprove(Services services) {
        super(services);
    }

    @Override
    int on(WhitelistAccess access, Server machine) throws Exception {
        if (refuse) {
            return tell(terminal, options, access.lists().changes().refuse(machine.id(), entry));
        }
        TerminalHostKeys.Lines person = WhitelistAdd.person(services);
        Confirmation confirmation = access.lists().approve(machine.id(), entry);
        confirmation.request().assessment().facts()
                .forEach(fact -> person.say("  " + terminal.texts().get(fact.text())));
        Optional<Confirmed> confirmed = new TerminalConfirmation(person, terminal.texts(), Thread::sleep)
                .ask(confirmation);
        if (confirmed.isEmpty()) {
            terminal.say(Message.of("cli.whitelist.nothing"));
            return ExitCode.FINDING;
        }
        int code = ExitCode.OK;
        for (Applied applied : access.lists().changes().add(confirmed.get())) {
            code = Math.max(code, settle(terminal, options, access.lists(), applied));
        }
        return code;
    }
}
