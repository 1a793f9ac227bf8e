package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether and how an account may read a journal, before it is followed. journalctl itself is asked. */
public final class JournalProbe {
    private static final String ONLY_OWN = "not seeing messages from other users";
    private static final List<String> DENIED = List.of("insufficient permissions", "Permission denied",
            "a password is required", "is not allowed to");
    private static final String NONE = "No journal files were found";
    private static final int NO_PROGRAM = 127;

    private final RemoteHost host;
    private final JournalSource journal;

    public JournalProbe(RemoteHost host, JournalSource journal) {
        this.host = host;
        this.journal = journal;
    }

    /**
     * What journalctl said.
     *
     * @param problem why it cannot be followed now, null when it can
     * @param asRoot whether it is read through {@code sudo -n}
     * @param own whether the account sees its own entries alone
     * @param last cursor of the newest entry, null when there is none
     */
    public record Found(Condition condition, @Nullable Message problem, boolean asRoot, boolean own,
            @Nullable String last) {
        public Way way() {
            return asRoot ? Way.STREAM_AS_ROOT : Way.STREAM;
        }
    }

    public Found look() throws RemoteException, InterruptedException {
        Capabilities account = host.capabilities();
        if (!account.shell()) {
            return new Found(Condition.MISSING, Message.of("logs.journal.noShell", host.name()), false, false, null);
        }
        Found plain = ask(false);
        boolean lacking = plain.own() || plain.condition() == Condition.DENIED;
        if (lacking && account.has("sudo") && !"root".equals(account.user())) {
            Found root = ask(true);
            return root.problem() == null && !root.own() ? root : plain;
        }
        return plain;
    }

    private Found ask(boolean asRoot) throws RemoteException, InterruptedException {
        CommandResult result = host.run(Command.of(journal.command(asRoot, List.of("--lines=1"))
                .toArray(String[]::new)));
        String said = result.errorText();
        boolean own = said.contains(ONLY_OWN);
        Condition condition = Condition.LIVE;
        Message problem = null;
        if (result.exit() instanceof Exit.Code(int code) && code == NO_PROGRAM) {
            condition = Condition.MISSING;
            problem = Message.of("logs.journal.noProgram", host.name());
        } else if (DENIED.stream().anyMatch(said::contains)) {
            condition = Condition.DENIED;
            problem = Message.of("logs.journal.denied", host.name());
        } else if (said.contains(NONE)) {
            condition = Condition.MISSING;
            problem = Message.of("logs.journal.none", host.name());
        } else if (!result.ok()) {
            condition = Condition.MISSING;
            problem = Message.of("logs.journal.refused", host.name(), said.strip());
        }
        byte[] out = result.stdout();
        String last = JournalCursors.of(new LogEvent.Line(new SourceKey(host.name(), journal.name()), 0, 0, out, 0,
                out.length, LogEvent.Ending.LINE_FEED));
        return new Found(condition, problem, asRoot, own, last);
    }
}
