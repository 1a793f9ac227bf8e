package fr.touchweb.console.core.ssh;

import java.util.List;

/**
 * The shell text around every command that runs until it is stopped (reference ssh 4.2), so that nothing of it outlives
 * its connection: no terminal, no {@code /dev/null}, no {@code /proc}, only a POSIX shell.
 *
 * <p>One half of a pipeline waits on standard input. When that ends (the channel was closed, the connection was lost)
 * or a line arrives, it sends TERM to the process group and KILL two seconds later. The other half runs the command
 * and, when it ends by itself, ends the waiting half with PIPE, the one signal that no shell reports, and hands on
 * its exit code. That half has no trap for it, which would be lost if it came just before the read; and the command
 * begins only when it has said that it is there, past the moment at which a new process still has its parent's traps.
 * The command's own standard input is therefore empty. The whole must lead a process group of its own, which sshd
 * gives to each channel.
 */
public final class Guard {
    /** What stops the command when it is written to standard input. */
    public static final byte[] STOP = {'\n'};

    private Guard() {}

    /** The guarded command as shell text on one line, for {@code sh -c}. */
    public static String around(List<String> argv) {
        String traps = "trap : HUP TERM PIPE; ";
        String waiter = "echo; read -r stop; trap : TERM; kill -TERM 0; sleep 2; kill -KILL 0";
        String worker = traps + "read -r ready; " + ShellQuoting.line(argv) + "; code=$?; kill -PIPE 0; exit $code";
        return traps + "{ " + waiter + "; } | { " + worker + "; }";
    }
}
