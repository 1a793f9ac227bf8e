package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.DoctorCommand;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TerminalHostKeys;
import fr.touchweb.console.cli.TerminalSecrets;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Texts;
import java.util.Map;
import java.util.function.Supplier;

/** The front door: the window without arguments, else the command line. */
public final class Console {
    private Console() {}

    public static void main(String[] arguments) {
        Texts texts = new Texts(ConsoleCli.language(arguments));
        Terminal terminal = Terminal.ofProcess(texts);
        ConsoleOptions options = ConsoleOptions.ofUser(System.getenv(), new TerminalSecrets(System.console(), texts),
                new TerminalHostKeys(System.console(), texts));
        Services services = new Services(terminal, options);
        DesktopFrontend frontend = new DesktopFrontend();
        Map<String, Supplier<Object>> groups = services.groups();
        groups.put("doctor", () -> new DoctorCommand(terminal, frontend::screen, services));
        int code = new ConsoleCli(terminal, frontend, groups, arguments).run();
        if (arguments.length > 0 && groups.containsKey(arguments[0])) {
            // System.exit asks a logger whether to tell of it; to set up logging takes longer than most verbs. What ends
            // with the process, these have closed.
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }
}
