package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Offers the way back from a change that asked nothing, as the window does, for the time that there is; whoever says nothing
 * leaves it. A script is not asked.
 */
final class TerminalUndo {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final String AGAIN = "r";

    private final Terminal terminal;

    TerminalUndo(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether the person wants a change of lists undone. @param left time in which it can be */
    boolean wanted(Duration left) throws IOException, InterruptedException {
        return wanted(Message.of("cli.whitelist.undoChange", Math.max(1, left.toMinutes())), left);
    }

    /** @param offer says what r and Enter do */
    boolean wanted(Message offer, Duration left) throws IOException, InterruptedException {
        terminal.say(offer);
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
