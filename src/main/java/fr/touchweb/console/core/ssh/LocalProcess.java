package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A long-running program of this machine, inside the guard where there is a POSIX shell. */
final class LocalProcess implements RemoteProcess {
    private static final int PATIENCE_SECONDS = 3;

    private final Process process;
    private final LocalPrograms programs;
    private final boolean guarded;
    private final LastBytes stderr = new LastBytes(LastBytes.STDERR);
    private final Thread errorReader;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong read = new AtomicLong();
    private final InputStream stdout;

    LocalProcess(Process process, LocalPrograms programs, boolean guarded, CommandJournal journal,
            CommandEntry entry) {
        this.process = process;
        this.programs = programs;
        this.guarded = guarded;
        this.errorReader = LocalHost.reader(() -> LocalHost.drain(process.getErrorStream(), stderr));
        this.stdout = new Counted(process.getInputStream());
        process.onExit()
                .thenAccept(ended -> journal.finished(entry, exit().journalText(), read.get(), stderr.total()));
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public String errorText() {
        return stderr.text();
    }

    @Override
    public Exit await() throws InterruptedException {
        process.waitFor();
        errorReader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return exit();
    }

    private Exit exit() {
        return closed.get() ? new Exit.Killed("TERM") : Exit.ofShell(process.exitValue());
    }

    @Override
    public void close() {
        if (!process.isAlive() || closed.getAndSet(true)) {
            return;
        }
        Thread.ofPlatform().daemon().name("local-stop").start(this::stop);
    }

    private void stop() {
        try {
            if (guarded) {
                try (OutputStream stdin = process.getOutputStream()) {
                    stdin.write(Guard.STOP);
                }
                if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
            programs.kill(process);
        } catch (IOException _) {
            // Its standard input is gone: the guard is ending already, or was killed from outside.
            programs.kill(process);
        } catch (InterruptedException _) {
            programs.kill(process);
            Thread.currentThread().interrupt();
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            read.addAndGet(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int n = in.read(buffer, start, length);
            read.addAndGet(Math.max(0, n));
            return n;
        }
    }
}
