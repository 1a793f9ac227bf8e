package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.TerminalProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The person's own terminal program, found on this machine or named in the settings. */
final class Terminals {
    private static final String COMMAND = TerminalProgram.COMMAND;
    private static final List<List<String>> LINUX = List.of(List.of("x-terminal-emulator", "-e", COMMAND),
            List.of("gnome-terminal", "--", COMMAND), List.of("konsole", "-e", COMMAND),
            List.of("xfce4-terminal", "-x", COMMAND), List.of("kitty", COMMAND), List.of("alacritty", "-e", COMMAND),
            List.of("xterm", "-e", COMMAND));
    private static final List<List<String>> WINDOWS = List.of(List.of("wt.exe", COMMAND),
            List.of("conhost.exe", COMMAND));

    private final String osName;
    private final Predicate<String> exists;

    Terminals(String osName, Predicate<String> exists) {
        this.osName = osName;
        this.exists = exists;
    }

    static Terminals ofSystem() {
        return new Terminals(System.getProperty("os.name"),
                program -> TerminalProgram.onPath(program, System.getenv()));
    }

    /**
     * The argument vector that opens a terminal with a command.
     *
     * @param wanted from the settings, empty to look for one; without {@link TerminalProgram#COMMAND} the command is put at its end
     */
    Optional<List<String>> command(List<String> wanted, List<String> argv) {
        if (!wanted.isEmpty()) {
            return Optional.of(filled(wanted, argv));
        }
        if (osName.startsWith("Mac")) {
            return Optional.of(List.of("osascript", "-e", "on run arguments", "-e",
                    "tell application \"Terminal\" to do script (item 1 of arguments)", "-e",
                    "tell application \"Terminal\" to activate", "-e", "end run", ShellQuoting.line(argv)));
        }
        List<List<String>> known = osName.startsWith("Windows") ? WINDOWS : LINUX;
        return known.stream().filter(program -> exists.test(program.get(0))).map(program -> filled(program, argv))
                .findFirst();
    }

    private static List<String> filled(List<String> program, List<String> argv) {
        List<String> whole = new ArrayList<>();
        for (String part : program) {
            if (part.equals(COMMAND)) {
                whole.addAll(argv);
            } else {
                whole.add(part);
            }
        }
        if (!program.contains(COMMAND)) {
            whole.addAll(argv);
        }
        return whole;
    }

    /**
     * Opens a terminal.
     *
     * @return what went wrong, null when nothing did
     */
    @Nullable
    Message open(List<String> wanted, List<String> argv) {
        Optional<List<String>> command = command(wanted, argv);
        if (command.isEmpty()) {
            return Message.of("fleet.terminal.none");
        }
        try {
            new ProcessBuilder(command.get()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return null;
        } catch (IOException e) {
            return Message.of("fleet.terminal.failed", command.get().get(0), String.valueOf(e.getMessage()));
        }
    }
}
