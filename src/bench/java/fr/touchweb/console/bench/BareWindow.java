package fr.touchweb.console.bench;

import fr.touchweb.console.desktop.ProcessAge;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The least that JavaFX can open: what a start of the console is held against. Prints its milliseconds and ends. */
public final class BareWindow {
    private BareWindow() {}

    public static void main(String[] arguments) {
        Platform.startup(() -> {
            Stage stage = new Stage();
            Scene scene = new Scene(new StackPane(new Label("bare")), 1440, 900);
            stage.setScene(scene);
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    Platform.runLater(() -> {
                        System.out.println(age());
                        System.exit(0);
                    });
                }
            });
            stage.show();
        });
    }

    private static long age() {
        try {
            return ProcessAge.now().toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
