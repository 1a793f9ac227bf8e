package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** Runs commands that only root may run: as they are for root, behind {@code sudo -n} for who may use it. */
public final class Rights {
    private Rights() {}

    /** What stands before the program: {@code sudo -n} or nothing. */
    public static List<String> prefix(RemoteHost host) throws RemoteException, InterruptedException {
        Capabilities account = host.capabilities();
        boolean root = "root".equals(account.user());
        return !root && Boolean.TRUE.equals(account.sudo()) ? List.of("sudo", "-n") : List.of();
    }

    /** A command with the rights that the account has. */
    public static Command command(RemoteHost host, List<String> argv) throws RemoteException, InterruptedException {
        List<String> all = new ArrayList<>(prefix(host));
        all.addAll(argv);
        return Command.of(all.toArray(String[]::new));
    }

    /** Runs a command whose failure is an error. */
    public static CommandResult run(RemoteHost host, Command command) throws RemoteException, InterruptedException {
        CommandResult result = host.run(command);
        if (!result.ok()) {
            throw failed(result);
        }
        return result;
    }

    /** What a command said that failed. */
    public static RemoteException failed(CommandResult result) {
        String said = result.errorText().isBlank() ? result.text().strip() : result.errorText().strip();
        String told = said.isEmpty() ? result.exit().journalText() : said;
        boolean denied = told.contains("ermission denied") || told.contains("not permitted")
                || told.contains("password is required") || told.contains("have permission to access socket");
        return new RemoteException(denied ? Kind.PERMISSION : Kind.PROTOCOL, Message.of("ban.said", told), null);
    }
}
