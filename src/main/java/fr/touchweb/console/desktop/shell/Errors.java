package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of every error. What machines do all day (refused, lost, no right) is expected: a notice in words. Anything else
 * is a fault of the console: logged with its trace, a notice with a code and details to copy. Each throwable is handled
 * once, however many paths bring it here. Thread-safe.
 */
public final class Errors implements Consumer<Throwable>, Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final Notices notices;
    private final Set<Throwable> handled = Collections.newSetFromMap(new WeakHashMap<>());

    public Errors(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void accept(Throwable error) {
        report(null, error);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        report(null, error);
    }

    /**
     * Handles an error.
     *
     * @param machine name of the machine it concerns, null when none
     */
    public void report(@Nullable String machine, Throwable error) {
        synchronized (handled) {
            if (!handled.add(error)) {
                return;
            }
        }
        Message expected = expected(error);
        if (expected != null) {
            LOG.debug("expected: {}", error.toString());
            tell(() -> notices.add(Severity.WARNING, machine, expected, null, ""));
        } else {
            String code = code(error);
            LOG.error("unexpected error {}", code, error);
            tell(() -> notices.add(Severity.DANGER, machine, Message.of("shell.error.unexpected", code),
                    Message.of("shell.error.unexpected.advice"), details(code, error)));
        }
    }

    /** The words of an error that is part of the trade, null for a fault of the console. */
    static @Nullable Message expected(Throwable error) {
        return switch (error) {
            case RemoteException remote -> remote.text();
            case DocumentException document -> document.text();
            default -> null;
        };
    }

    /** Same place and same kind of fault give the same code, so that two people know that they mean the same. */
    public static String code(Throwable error) {
        int hash = 7;
        for (Throwable t = error; t != null; t = t.getCause() == t ? null : t.getCause()) {
            hash = hash * 31 + t.getClass().getName().hashCode();
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(3, frames.length); i++) {
                hash = hash * 31 + frames[i].getClassName().hashCode();
                hash = hash * 31 + frames[i].getMethodName().hashCode();
            }
        }
        return String.format("%06X", hash & 0xFFFFFF);
    }

    /** What to copy for support: version, code, machine and trace. */
    public static String details(String code, Throwable error) {
        StringWriter text = new StringWriter();
        text.append("Console TW ").append(String.valueOf(Errors.class.getPackage().getImplementationVersion()))
                .append(" · ").append(code).append(" · Java ").append(Runtime.version().toString()).append(" · ")
                .append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version"))
                .append('\n');
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void tell(Runnable onScreen) {
        if (Platform.isFxApplicationThread()) {
            onScreen.run();
        } else {
            Platform.runLater(onScreen);
        }
    }
}
