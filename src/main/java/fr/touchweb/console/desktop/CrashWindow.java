package fr.touchweb.console.desktop;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.desktop.shell.Errors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/**
 * Says that the console could not start. It stands on nothing that may be what broke: no settings, no theme, only the
 * words.
 */
final class CrashWindow {
    private static final double GAP = 12;

    private CrashWindow() {}

    /** Shows the error; {@code closed} runs when the person has closed the window. */
    static void show(Throwable error, Runnable closed) {
        Texts texts = new Texts(Language.ofSystem());
        String code = Errors.code(error);
        Label title = new Label(texts.get("shell.crash.title", code));
        Label advice = new Label(texts.get("shell.crash.advice"));
        advice.setWrapText(true);
        TextArea details = new TextArea(Errors.details(code, error));
        details.setId("crash-details");
        details.setEditable(false);
        VBox.setVgrow(details, Priority.ALWAYS);
        Stage stage = new Stage();
        Button copy = new Button(texts.get("shell.notices.copy"));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(details.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Button close = new Button(texts.get("shell.close"));
        close.setOnAction(event -> stage.close());
        HBox buttons = new HBox(GAP, copy, close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox root = new VBox(GAP, title, advice, details, buttons);
        root.setPadding(new Insets(2 * GAP));
        stage.setTitle(texts.get("common.console"));
        stage.setScene(new Scene(root, 760, 460));
        stage.setOnHidden(event -> closed.run());
        stage.show();
        close.requestFocus();
    }
}
