package fr.touchweb.console.support;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Base of tests that need the toolkit: it is started once for the JVM, on the Headless platform, whose screen is 1000 by
 * 1000 pixels; a window that does not stand at (0,0) or is larger breaks whatever test comes next.
 */
public abstract class FxTest {
    private static final long PATIENCE_SECONDS = 30;

    private Stage stage;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindow() {
        if (stage != null) {
            fx(() -> {
                stage.close();
                return stage;
            });
            stage = null;
        }
    }

    /** Shows a root in a window at (0,0) and waits until it is drawn. */
    protected Scene show(Parent root, double width, double height) {
        if (width > 1000 || height > 1000) {
            throw new IllegalArgumentException("the headless screen is 1000x1000");
        }
        Scene scene = fx(() -> {
            Scene made = new Scene(root, width, height);
            stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setScene(made);
            stage.show();
            stage.requestFocus();
            return made;
        });
        settle();
        return scene;
    }

    protected FxRobot robot() {
        return new FxRobot();
    }

    /** Runs on the JavaFX thread and waits for the end; what it throws comes out here. */
    /** Words of all labels that a query finds, a line each. */
    protected String text(String query) {
        return fx(() -> {
            StringBuilder all = new StringBuilder();
            robot().lookup(query).queryAllAs(Label.class).forEach(label -> all.append(label.getText()).append('\n'));
            return all.toString();
        });
    }

    protected static <T> T fx(Callable<T> work) {
        try {
            return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), work);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** The same for work without a result. */
    protected static void fxRun(Runnable work) {
        fx(() -> {
            work.run();
            return null;
        });
    }

    /** Waits until the events of the JavaFX thread are through. */
    protected static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until a condition holds, asked on the JavaFX thread. */
    protected static void waitFor(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> fx(condition::getAsBoolean));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("waited in vain for: " + what, e);
        }
        settle();
    }

    /** Waits for a visible node. */
    protected Node waitFor(String query) {
        waitFor(query, () -> robot().lookup(query).queryAll().stream().anyMatch(FxTest::isSeen));
        return robot().lookup(query).queryAll().stream().filter(FxTest::isSeen).findFirst().orElseThrow();
    }

    private static boolean isSeen(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }
}
