package fr.touchweb.console.core.binlog.run;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** mysqlbinlog while it runs on a machine. */
public final class ToolRun implements AutoCloseable {
    private static final Pattern TOLD = Pattern.compile(
            "(?m)^(?:" + ToolCommand.PID + "|" + ToolCommand.EXIT + "|" + ToolCommand.NO_FOLDER + "|"
                    + ToolCommand.FOLDER + ").*\\R?");
    private static final Pattern PID = Pattern.compile("(?m)^" + ToolCommand.PID + "(\\d{1,10})$");
    private static final Pattern EXIT = Pattern.compile("(?m)^" + ToolCommand.EXIT + "(\\d{1,3})$");
    private static final Pattern FOLDER = Pattern.compile("(?m)^" + ToolCommand.FOLDER + "(/.*/"
            + Pattern.quote(ToolProbe.FOLDER_NAME) + "\\d{1,10})$");
    private static final long LOOK_MILLIS = 20;

    private final RemoteHost host;
    private final RemoteProcess process;
    private final @Nullable String compressor;
    private final @Nullable String loginFolder;
    private final AtomicLong wire = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private ToolRun(RemoteHost host, RemoteProcess process, @Nullable String compressor,
            @Nullable String loginFolder) {
        this.host = host;
        this.process = process;
        this.compressor = compressor;
        this.loginFolder = loginFolder;
    }

    public static ToolRun start(RemoteHost host, ToolCommand command) throws RemoteException, InterruptedException {
        ServerLogin login = command.login();
        String folder = login == null ? null : LoginFolder.make(host, login, command.folder());
        try {
            return new ToolRun(host, host.start(command.command(folder)), command.compressor(), folder);
        } catch (RemoteException | InterruptedException e) {
            if (folder != null) {
                LoginFolder.remove(host, folder);
            }
            throw e;
        }
    }

    /** The text; decompressed here. An IOException in the middle of a compressed stream means that it was cut. */
    public InputStream text() throws IOException {
        InputStream raw = new Counted(process.stdout(), wire);
        if (compressor == null) {
            return raw;
        }
        return new Lazy(raw, compressor);
    }

    /** Bytes that came over the connection. */
    public long wireBytes() {
        return wire.get();
    }

    /** Waits for the end, after the text was read to its end. */
    public ToolEnd await() throws InterruptedException {
        Exit exit = process.await();
        String told = process.errorText();
        Matcher code = EXIT.matcher(told);
        int tool = -1;
        while (code.find()) {
            tool = Integer.parseInt(code.group(1));
        }
        boolean lost = exit instanceof Exit.Lost;
        return new ToolEnd(lost ? -1 : tool, lost, stopped.get(), TOLD.matcher(told).replaceAll("").strip(),
                told.contains(ToolCommand.NO_FOLDER));
    }

    /** Process id of the tool on the machine, -1 while it has not said so. */
    long pid() {
        Matcher pid = PID.matcher(process.errorText());
        return pid.find() ? Long.parseLong(pid.group(1)) : -1;
    }

    /** Its private folders on the machine. It removes them by itself, unless it is killed. */
    public List<String> folders() {
        List<String> folders = new ArrayList<>();
        Matcher folder = FOLDER.matcher(process.errorText());
        if (folder.find()) {
            folders.add(folder.group(1));
        }
        if (loginFolder != null) {
            folders.add(loginFolder);
        }
        return folders;
    }

    /** Asks it to end; returns at once. For a person's cancel, on any thread. */
    public void stop() {
        stopped.set(true);
        process.close();
    }

    /**
     * Whether the tool is gone from the machine, by its process id: waits for it at most so long.
     *
     * @return false when it is still there, or when nobody can tell
     */
    public boolean provedGone(Duration limit) throws RemoteException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long pid = pid();
        if (pid < 0) {
            // It never said its number: it did not start.
            return true;
        }
        while (true) {
            CommandResult result = host.run(Command.script("kill -0 \"$1\" 2>&- && echo alive || echo gone",
                    Long.toString(pid)));
            if (result.text().strip().equals("gone")) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** The header of a compressed stream is read when the first byte of it is wanted, not before. */
    private static final class Lazy extends InputStream {
        private final InputStream raw;
        private final String compressor;
        private @Nullable InputStream text;

        Lazy(InputStream raw, String compressor) {
            this.raw = raw;
            this.compressor = compressor;
        }

        private InputStream text() throws IOException {
            InputStream open = text;
            if (open == null) {
                open = compressor.equals("zstd")
                        ? new ZstdInputStreamNoFinalizer(raw)
                        : new GZIPInputStream(raw, 1 << 16);
                text = open;
            }
            return open;
        }

        @Override
        public int read() throws IOException {
            return text().read();
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            return text().read(buffer, start, length);
        }

        @Override
        public void close() throws IOException {
            // The native decoder has memory of its own; the stream of the process is not to be closed.
            if (text instanceof ZstdInputStreamNoFinalizer zstd) {
                zstd.close();
            }
        }
    }

    private static final class Counted extends FilterInputStream {
        private final AtomicLong count;

        Counted(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count.addAndGet(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int n = in.read(buffer, start, length);
            count.addAndGet(Math.max(0, n));
            return n;
        }

        @Override
        public void close() {
            // Closing the stream of a process is not ours: its close ends it.
        }
    }
}
