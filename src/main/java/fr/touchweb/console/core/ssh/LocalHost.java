package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This machine, through the same door as the others: for local files, for triage on a server itself, for tests. */
public final class LocalHost implements RemoteHost {
    private static final Logger LOG = LoggerFactory.getLogger(LocalHost.class);
    private static final Duration AFTER_EXIT = Duration.ofSeconds(2);

    private final String name;
    private final String account = System.getProperty("user.name", "");
    private final CommandJournal journal;
    private final LocalPrograms programs = new LocalPrograms(System.getenv());
    private final LocalFiles files;
    private volatile @Nullable Capabilities capabilities;

    public LocalHost(String name, CommandJournal journal) {
        this.name = name;
        this.journal = journal;
        this.files = new LocalFiles(name, account, journal);
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
        CommandEntry entry = journal.started(name, account, ShellQuoting.line(command.argv()));
        long start = System.nanoTime();
        OutputCollector stdout = new OutputCollector(command.outputLimit());
        LastBytes stderr = new LastBytes(LastBytes.STDERR);
        String end = "lost: not started";
        try {
            Exit exit = finish(command, plainLocale, stdout, stderr);
            end = exit.journalText();
            return new CommandResult(exit, stdout.bytes(), stderr.bytes(), stdout.truncated() || stderr.truncated(),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (RemoteException e) {
            end = "lost: timeout";
            throw e;
        } catch (InterruptedException e) {
            end = "lost: cancelled";
            throw e;
        } finally {
            journal.finished(entry, end, stdout.total(), stderr.total());
        }
    }

    private Exit finish(Command command, boolean plainLocale, OutputCollector stdout, LastBytes stderr)
            throws RemoteException, InterruptedException {
        Process process;
        try {
            process = programs.start(command.argv(), plainLocale);
        } catch (IOException e) {
            byte[] words = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            stderr.add(words, 0, words.length);
            return new Exit.Code(127);
        }
        Thread out = reader(() -> stdout.drain(process.getInputStream()));
        Thread err = reader(() -> drain(process.getErrorStream(), stderr));
        Thread in = reader(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(command.stdin());
            }
        });
        try {
            if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                programs.kill(process);
                throw new RemoteException(Kind.TIMEOUT, Message.of("ssh.error.command-limit",
                        command.argv().getFirst(), command.limit().toSeconds()), null);
            }
            // A daemon that the command left behind may hold its streams open for ever.
            long deadline = System.nanoTime() + AFTER_EXIT.toNanos();
            for (Thread stream : List.of(out, err, in)) {
                stream.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            return Exit.ofShell(process.exitValue());
        } catch (InterruptedException e) {
            programs.kill(process);
            throw e;
        }
    }

    @Override
    public RemoteProcess start(Command command) throws RemoteException {
        CommandEntry entry = journal.started(name, account, ShellQuoting.line(command.argv()));
        boolean guarded = programs.ownsGroups();
        try {
            Process process = programs.start(
                    guarded ? List.of("sh", "-c", Guard.around(command.argv())) : command.argv(), true);
            return new LocalProcess(process, programs, guarded, journal, entry);
        } catch (IOException e) {
            journal.finished(entry, "lost: not started", 0, 0);
            throw new RemoteException(Kind.UNSUPPORTED,
                    Message.of("ssh.error.program-not-started", command.argv().getFirst()), e);
        }
    }

    @Override
    public RemoteFiles files() {
        return files;
    }

    @Override
    public Capabilities capabilities() throws RemoteException, InterruptedException {
        Capabilities known = capabilities;
        if (known == null) {
            known = measure();
            capabilities = known;
        }
        return known;
    }

    private Capabilities measure() throws RemoteException, InterruptedException {
        if (!programs.hasShell()) {
            Set<String> found = CapabilityProbe.TOOLS.stream().filter(tool -> programs.find(tool).isPresent())
                    .collect(Collectors.toSet());
            return new Capabilities(true, true, false, account, found, false,
                    ZoneId.systemDefault().getId(), Duration.ZERO, null);
        }
        Instant before = Instant.now();
        CommandResult result = run(CapabilityProbe.command(), false);
        return CapabilityProbe.read(result.text(), before, Instant.now(), true);
    }

    static void drain(InputStream stream, LastBytes into) throws IOException {
        byte[] buffer = new byte[16 << 10];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            into.add(buffer, 0, n);
        }
    }

    /** Reads or writes one stream of a process; that a stream ends early is told by the process's exit. */
    static Thread reader(StreamWork work) {
        return Thread.ofPlatform().daemon().name("local-stream").start(() -> {
            try {
                work.run();
            } catch (IOException e) {
                LOG.debug("a stream of a local process ended early", e);
            }
        });
    }

    interface StreamWork {
        void run() throws IOException;
    }
}
