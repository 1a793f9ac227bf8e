package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TerminalHostKeys;
import fr.touchweb.console.cli.TerminalSecrets;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Texts;

/** The front door: the window without arguments, else the command line. */
public final class Console {
    private Console() {}

    public static void main(String[] arguments) {
        Texts texts = new Texts(ConsoleCli.language(arguments));
        Terminal terminal = Terminal.ofProcess(texts);
        ConsoleOptions options = ConsoleOptions.ofUser(System.getenv(), new TerminalSecrets(System.console(), texts),
                new TerminalHostKeys(System.console(), texts));
        Services services = new Services(terminal, options);
        System.exit(new ConsoleCli(terminal, new DesktopFrontend(), services.groups()).run(arguments));
    }
}
