package fr.touchweb.console.cli;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.ServerKnowledge;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whitelist check CIDR}: what speaks against a range. It answers whatever the text is. */
@Command(name = "check", description = "cli.whitelist.check")
final class WhitelistCheck implements Callable<Integer> {
    /** By tier: told, told, to be checked, a second person, refused. */
    private static final String MARKS = "  !xX";

    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "CIDR", descriptionKey = "cli.whitelist.cidr")
    private String text = "";

    @Option(names = "--server", paramLabel = "SERVER", descriptionKey = "cli.whitelist.server")
    @Nullable
    private String server;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "cli.whitelist.scope")
    private String scope = Scope.IDS.id();

    WhitelistCheck(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        Assessment assessment = assess();
        Terminal terminal = services.terminal();
        if (options.json()) {
            new JsonLines(terminal).write(json -> WhitelistJson.assessment(json, assessment, terminal.texts()));
        } else {
            tell(assessment, terminal);
        }
        return assessment.refused() ? ExitCode.FINDING : ExitCode.OK;
    }

    private Assessment assess() throws Exception {
        if (server == null) {
            try (Assembly core = services.open(options)) {
                Author nobody = new Author(core.options().login(), core.options().login(), true);
                Scope door = Scope.of(scope)
                        .orElseThrow(() -> new UsageException(Message.of("cli.whitelist.noScope", scope)));
                return core.risk().assess(text, door, ServerKnowledge.none(), nobody);
            }
        }
        try (WhitelistAccess access = WhitelistAccess.open(services, options)) {
            Server machine = access.server(server);
            return access.lists().assess(text, List.of(machine.id()), access.scope(machine, scope));
        }
    }

    static void tell(Assessment assessment, Terminal terminal) throws IOException {
        Cidr cidr = assessment.cidr();
        terminal.line(terminal.texts().get(Message.of("cli.whitelist.tier", cidr == null
                ? assessment.input()
                : cidr.toString(), assessment.tier().number(), assessment.tier().title())));
        for (Fact fact : assessment.facts()) {
            String mark = fact.known() ? MARKS.charAt(fact.tier().number()) + " " : "? ";
            terminal.line("  " + mark + terminal.texts().get(fact.text()));
        }
        for (Cidr reading : assessment.readings()) {
            terminal.line("  → " + reading);
        }
    }
}
