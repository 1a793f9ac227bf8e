package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.FleetLogAccess;
import fr.touchweb.console.cli.Frontend;
import fr.touchweb.console.cli.LogsCommand;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TerminalHostKeys;
import fr.touchweb.console.cli.TerminalSecrets;
import fr.touchweb.console.cli.UsageException;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.nio.file.Path;
import java.util.List;

/** The front door: the window without arguments, else the command line. */
public final class Console {
    private Console() {}

    public static void main(String[] arguments) {
        Texts texts = new Texts(ConsoleCli.language(arguments));
        Terminal terminal = Terminal.ofProcess(texts);
        ConsoleOptions options = ConsoleOptions.ofUser(System.getenv(), new TerminalSecrets(System.console(), texts),
                new TerminalHostKeys(System.console(), texts));
        Services services = new Services(terminal, options);
        System.exit(new ConsoleCli(terminal, frontend(), groups(services)).run(arguments));
    }

    /** The groups of verbs, each constructed with what it needs. */
    static List<Object> groups(Services services) {
        return List.of(LogsCommand.of(services.terminal(), new FleetLogAccess(services)));
    }

    private static Frontend frontend() {
        return new Frontend() {
            @Override
            public int window(Terminal terminal, boolean demo) throws UsageException {
                throw new UsageException(Message.of("cli.missingVerb", "--help"));
            }

            @Override
            public int tour(Terminal terminal, Path folder, boolean all) throws UsageException {
                throw new UsageException(Message.of("cli.missingVerb", "--help"));
            }
        };
    }
}
