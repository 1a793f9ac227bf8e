package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.Guard;
import fr.touchweb.console.core.ssh.ShellQuoting;
import java.util.List;
import java.util.Set;

/**
 * The one line that is sent to the account's login shell, whatever shell that is: {@code exec sh -c '...'}. It first
 * prints a start marker with its process id on both streams, since a login shell may have printed things of its own by
 * then.
 */
final class ShellLine {
    private static final Set<String> BUILT_IN = Set.of("echo", "printf", "test", "[", "true", "false", "pwd", "kill",
            "type", "command", "umask", "ulimit", "cd");
    private static final String PATHS = "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH; ";
    private static final String PLAIN_LOCALE = "LC_ALL=C; export LC_ALL; ";

    private ShellLine() {}

    /** For a command that ends by itself. */
    static String once(String marker, List<String> argv, boolean plainLocale) {
        // A jail without coreutils has these in its shell alone, which cannot become them.
        String become = BUILT_IN.contains(argv.getFirst()) ? "" : "exec ";
        return wrap(start(marker, plainLocale) + become + ShellQuoting.line(argv));
    }

    /** For a command that runs until it is stopped. */
    static String guarded(String marker, List<String> argv) {
        return wrap(start(marker, true) + Guard.around(argv));
    }

    /** Ends a process group: sshd gives one to each channel, led by the shell whose id the start marker told. */
    static String killGroup(long leader) {
        return wrap("kill -TERM -" + leader + "; sleep 1; kill -KILL -" + leader);
    }

    /** For the SFTP server of the machine as root; the exit code is 127 when there is none. */
    static String rootSftp(List<String> paths, boolean sudo) {
        return wrap("for p in " + ShellQuoting.line(paths) + "; do if [ -x \"$p\" ]; then exec "
                + (sudo ? "sudo -n " : "") + "\"$p\" -R; fi; done; exit 127");
    }

    private static String start(String marker, boolean plainLocale) {
        return "echo " + marker + " $$; echo " + marker + " $$ >&2; " + PATHS + (plainLocale ? PLAIN_LOCALE : "");
    }

    private static String wrap(String script) {
        return "exec sh -c " + ShellQuoting.quote(script);
    }
}
