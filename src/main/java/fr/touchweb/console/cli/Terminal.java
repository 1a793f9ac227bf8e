package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Inert;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the command line reads and writes. Standard output takes data only: UTF-8 whatever the locale, or bytes exactly
 * as given. Words for the person go to standard error. Safe on several threads, one call at a time.
 */
public final class Terminal {
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final Texts texts;

    public Terminal(InputStream in, OutputStream out, PrintStream err, Texts texts) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.texts = texts;
    }

    /** The streams of this process. */
    public static Terminal ofProcess(Texts texts) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, errorCharset());
        return new Terminal(System.in, new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                err, texts);
    }

    /** A POSIX locale says ASCII, yet every terminal of ours shows UTF-8; Windows consoles really have code pages. */
    private static java.nio.charset.Charset errorCharset() {
        return System.getProperty("os.name").startsWith("Windows") ? System.err.charset() : StandardCharsets.UTF_8;
    }

    public Texts texts() {
        return texts;
    }

    public InputStream in() {
        return in;
    }

    /** A line of data on standard output. */
    public void line(String text) throws IOException {
        bytes((text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes on standard output as they are. */
    public void bytes(byte[] content) throws IOException {
        bytes(content, 0, content.length);
    }

    public synchronized void bytes(byte[] content, int start, int length) throws IOException {
        try {
            out.write(content, start, length);
        } catch (IOException e) {
            throw new OutputClosedException(e);
        }
    }

    /** The same, for what writes to a stream; closing it does nothing. */
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                bytes(new byte[]{(byte) b});
            }

            @Override
            public void write(byte[] content, int start, int length) throws IOException {
                bytes(content, start, length);
            }
        };
    }

    /** Hands on what is buffered: after each batch of a command that keeps running, and at its end. */
    public synchronized void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputClosedException(e);
        }
    }

    /** Words for the person, on standard error; names that machines gave are in them and do nothing to a terminal. */
    public void say(Message message) {
        sayText(Inert.of(texts.get(message)));
    }

    /** Text that is in words already, a usage help for one, on standard error. */
    public synchronized void sayText(String text) {
        err.println(text.stripTrailing());
        err.flush();
    }
}
