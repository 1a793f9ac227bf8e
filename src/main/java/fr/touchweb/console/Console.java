package fr.touchweb.console;

import fr.touchweb.console.cli.ConsoleCli;
import fr.touchweb.console.cli.DoctorCommand;
import fr.touchweb.console.cli.Services;
import fr.touchweb.console.cli.Terminal;
import fr.touchweb.console.cli.TerminalHostKeys;
import fr.touchweb.console.cli.TerminalSecrets;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
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
        DesktopFrontend frontend = new DesktopFrontend();
        List<Object> groups = new ArrayList<>();
        if (!windowAlone(arguments)) {
            groups.addAll(services.groups());
            groups.add(new DoctorCommand(terminal, frontend::screen, services));
        }
        System.exit(new ConsoleCli(terminal, frontend, groups).run(arguments));
    }

    /** Verbs that nobody can ask for are not put together: their parsers take a quarter of a second. */
    private static boolean windowAlone(String... arguments) {
        return Arrays.stream(arguments).allMatch(argument -> argument.startsWith("--") && !argument.equals("--help"));
    }
}
