package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who lifts a ban, and how (reference B.3). */
public sealed interface Way {

    /** The console, with a command. @param line as it can be run by hand */
    record Commanded(String line) implements Way {}

    /** Somebody on the server; the console does not. @param how in words */
    record ByHand(Message how) implements Way {}

    /** A command as a line of a shell; what goes to its standard input is piped into it. */
    static Commanded of(Command command) {
        String line = ShellQuoting.line(command.argv());
        return new Commanded(command.stdin().length == 0
                ? line
                : ShellQuoting.line(List.of("printf", "%s", new String(command.stdin(), StandardCharsets.UTF_8)))
                        + " | " + line);
    }

    static ByHand byHand(String key, Object... arguments) {
        return new ByHand(Message.of(key, arguments));
    }
}
