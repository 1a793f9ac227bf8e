package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Offers to put back what was just lifted, for the time that there is; whoever says nothing leaves it lifted. */
final class TerminalUndo {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final String AGAIN = "r";

    private final Terminal terminal;

    TerminalUndo(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether the person wants the ban back. @param left time in which it can be put back */
    boolean wanted(String address, Duration left) throws IOException, InterruptedException {
        terminal.say(Message.of("cli.whitelist.undo", address, left.toSeconds()));
        InputStream in = terminal.in();
        long end = System.nanoTime() + left.toNanos();
        StringBuilder typed = new StringBuilder();
        // A terminal hands over whole lines; a read that waits could not be given up when the time is over.
        while (System.nanoTime() < end) {
            byte[] bytes = in.readNBytes(in.available());
            typed.append(new String(bytes, StandardCharsets.ISO_8859_1));
            if (typed.indexOf("\n") >= 0 || typed.indexOf("\r") >= 0) {
                return typed.toString().strip().equalsIgnoreCase(AGAIN);
            }
            Thread.sleep(BEAT);
        }
        return false;
    }
}
