package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.CapabilityProbe;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.text.Message;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine over SSH. It connects when it is first used, and shares its connection with every other use of the host. */
public final class SshHost implements RemoteHost {
    /** Linux takes no single argument of 128 KiB, and the whole line is one to the login shell. */
    private static final int MOST_LINE_CHARS = 120_000;

    private final String name;
    private final ConnectionSource source;
    private final CommandJournal journal;
    private final String marker = marker();
    private final SftpChannels channels;
    private final SftpFiles files;
    private final SftpFiles rootFiles;
    private volatile @Nullable Measured measured;

    /** Capabilities belong to one connection: a new one may find another machine state. */
    private record Measured(SshLink link, Capabilities capabilities) {}

    /** Resolves the target when it is first needed, since that may run {@code ssh -G}. */
    interface ConnectionSource {
        SharedConnection connection() throws RemoteException, InterruptedException;
    }

    SshHost(String name, ConnectionSource source, CommandJournal journal) {
        this.name = name;
        this.source = source;
        this.journal = journal;
        this.channels = new SftpChannels(name, source);
        this.files = new SftpFiles(new Journaled(false));
        this.rootFiles = new SftpFiles(new Journaled(true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CommandResult run(Command command) throws RemoteException, InterruptedException {
        return run(command, true);
    }

    private CommandResult run(Command command, boolean plainLocale) throws RemoteException, InterruptedException {
        String line = checked(ShellLine.once(marker, command.argv(), plainLocale), command);
        SharedConnection connection = source.connection();
        CommandEntry entry = journal.started(name, connection.target().user(), ShellQuoting.line(command.argv()));
        long start = System.nanoTime();
        SshCommandRun run = null;
        String end = "lost: not started";
        try (SftpAccess.Use _ = connection.use()) {
            SshSession session = started(connection, line);
            run = new SshCommandRun(name, command, session, marker,
                    leader -> killGroup(connection, leader));
            Exit exit = run.finish();
            end = exit.journalText();
            return new CommandResult(exit, run.out().bytes(), run.err().bytes(),
                    run.out().truncated() || run.err().truncated(), Duration.ofNanos(System.nanoTime() - start));
        } catch (RemoteException e) {
            end = "lost: " + e.kind();
            throw e;
        } catch (InterruptedException e) {
            end = "lost: cancelled";
            throw e;
        } finally {
            journal.finished(entry, end, run == null ? 0 : run.out().total(), run == null ? 0 : run.err().total());
        }
    }

    @Override
    public RemoteProcess start(Command command) throws RemoteException, InterruptedException {
        String line = checked(ShellLine.guarded(marker, command.argv()), command);
        SharedConnection connection = source.connection();
        CommandEntry entry = journal.started(name, connection.target().user(), ShellQuoting.line(command.argv()));
        SftpAccess.Use use = connection.use();
        try {
            SshSession session = started(connection, line);
            return new SshProcess(session, marker, (exit, out, err) -> {
                use.close();
                journal.finished(entry, exit.journalText(), out, err);
            });
        } catch (RemoteException | InterruptedException e) {
            use.close();
            journal.finished(entry, "lost: " + (e instanceof RemoteException r ? r.kind() : "cancelled"), 0, 0);
            throw e;
        }
    }

    @Override
    public Socket tunnel(String place, int port) throws RemoteException, InterruptedException {
        SharedConnection connection = source.connection();
        CommandEntry entry = journal.started(name, connection.target().user(), "direct-tcpip " + place + " " + port);
        SftpAccess.Use use = connection.use();
        try {
            WireMeter meter = new WireMeter(SshClock.SYSTEM);
            return new JumpSocket(connection.primary().direct(place, port), meter, () -> {
                use.close();
                journal.finished(entry, "closed", meter.received(), 0);
            });
        } catch (RemoteException | InterruptedException e) {
            use.close();
            journal.finished(entry, "lost: " + (e instanceof RemoteException r ? r.kind() : "cancelled"), 0, 0);
            throw e;
        }
    }

    /** On a channel of its own; the server closes it when the shell has ended. */
    private static void killGroup(SharedConnection connection, long leader)
            throws RemoteException, InterruptedException {
        SshSession killer = started(connection, ShellLine.killGroup(leader));
        killer.close();
    }

    private static SshSession started(SharedConnection connection, String line)
            throws RemoteException, InterruptedException {
        SshSession session = connection.session();
        try {
            session.link().request(() -> {
                session.exec(line);
                return line;
            }, _ -> {});
            return session;
        } catch (RemoteException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private String checked(String line, Command command) throws RemoteException {
        if (line.length() > MOST_LINE_CHARS) {
            throw new RemoteException(Kind.UNSUPPORTED,
                    Message.of("ssh.error.line-too-long", command.argv().getFirst(), line.length()), null);
        }
        return line;
    }

    @Override
    public RemoteFiles files() {
        return files;
    }

    /** Through {@code sudo -n} and the machine's own SFTP server ({@code sftp-server -R}). */
    @Override
    public RemoteFiles rootFiles() {
        return rootFiles;
    }

    @Override
    public Capabilities capabilities() throws RemoteException, InterruptedException {
        SharedConnection connection = source.connection();
        SshLink link = connection.primary();
        Measured known = measured;
        if (known != null && known.link == link) {
            return known.capabilities;
        }
        Capabilities found = measure();
        measured = new Measured(link, found);
        return found;
    }

    private Capabilities measure() throws RemoteException, InterruptedException {
        boolean sftp = true;
        try {
            channels.channel();
        } catch (RemoteException e) {
            if (e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            sftp = false;
        }
        try {
            Instant before = Instant.now();
            CommandResult result = run(CapabilityProbe.command(), false);
            return CapabilityProbe.read(result.text(), before, Instant.now(), sftp);
        } catch (RemoteException e) {
            if (e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            return new Capabilities(false, sftp, null, source.connection().target().user(), Set.of(), null, null, null,
                    null);
        }
    }

    private static String marker() {
        byte[] random = new byte[9];
        new SecureRandom().nextBytes(random);
        return "tw-start-" + HexFormat.of().formatHex(random);
    }

    /** The channels of this host, everything that is done with them noted in the journal. */
    private final class Journaled implements SftpAccess {
        private final boolean root;

        Journaled(boolean root) {
            this.root = root;
        }

        @Override
        public SftpChannel channel() throws RemoteException, InterruptedException {
            return root ? channels.rootChannel() : channels.channel();
        }

        @Override
        public SftpChannel bulkChannel() throws RemoteException, InterruptedException {
            return root ? channels.rootChannel() : channels.bulkChannel();
        }

        @Override
        public Use use() throws RemoteException, InterruptedException {
            return source.connection().use();
        }

        @Override
        public CommandEntry started(String line) throws RemoteException, InterruptedException {
            return journal.started(name, root ? "root" : source.connection().target().user(), line);
        }

        @Override
        public void finished(CommandEntry entry, String result, long bytes) {
            journal.finished(entry, result, bytes, 0);
        }
    }
}
