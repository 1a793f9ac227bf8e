package fr.touchweb.console.desktop.shell;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;

/** Runs everything later on the JavaFX thread; at the end of the console, when there is none, nothing more. */
public final class FxDelivery implements Executor {
    @Override
    public void execute(Runnable command) {
        try {
            Platform.runLater(command);
        } catch (IllegalStateException e) {
            throw new RejectedExecutionException("the toolkit has ended", e);
        }
    }
}
