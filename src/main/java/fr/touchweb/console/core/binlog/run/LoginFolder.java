package fr.touchweb.console.core.binlog.run;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * Lays a login down on a machine for one run, as an option file of mode 0600 in a private folder: the guard around a run
 * takes its standard input. The run removes it; what a killed one leaves goes at the next probe.
 */
final class LoginFolder {
    /** Name of the option file in the folder. */
    static final String FILE = "login";

    private static final String SCRIPT = """
            umask 077; d=$1/@NAME@$$; mkdir -m 700 -- "$d" || exit 71; \
            while IFS= read -r l; do printf '%s\\n' "$l" || exit 71; done >"$d/@FILE@" && echo "$d" && exit; \
            rm -rf -- "$d"; exit 71""".replace("@NAME@", ToolProbe.FOLDER_NAME).replace("@FILE@", FILE);

    private LoginFolder() {}

    /**
     * @param base where private folders are made, null for nowhere
     * @return path of the folder
     */
    static String make(RemoteHost host, ServerLogin login, @Nullable String base)
            throws RemoteException, InterruptedException {
        CommandResult result = base == null
                ? null
                : host.run(Command.script(SCRIPT, base).withStdin(login.optionFile()));
        if (result == null || !result.ok()) {
            throw new RemoteException(Kind.UNSUPPORTED, Message.of("binlog.login.noFolder"), null);
        }
        return result.text().strip();
    }

    static void remove(RemoteHost host, String folder) throws RemoteException, InterruptedException {
        host.run(Command.of("rm", "-rf", "--", folder));
    }
}
