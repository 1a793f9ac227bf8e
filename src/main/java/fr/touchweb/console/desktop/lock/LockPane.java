package fr.touchweb.console.desktop.lock;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.SecretField;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What stands in the place of everything while the window is locked. */
final class LockPane extends StackPane {
    private static final double WIDTH = 360;

    private final LockModel model;
    private final Words words;
    private final VBox box = new VBox();
    private final Label problem = Widgets.label("", "danger");
    private final Listening listening = new Listening();
    private @Nullable TextField wanted;

    LockPane(LockModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().addAll("shell", "lock");
        box.getStyleClass().add("lock-box");
        box.setMaxSize(WIDTH, USE_PREF_SIZE);
        box.disableProperty().bind(model.busyProperty());
        problem.setId("lock-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().add(box);
        listening.now(model.problemProperty(), wrong -> {
            problem.setVisible(wrong != null);
            problem.setText(wrong == null ? "" : words.get(wrong));
        });
        listening.now(model.phaseProperty(), this::show);
    }

    void release() {
        listening.stop();
        box.getChildren().clear();
    }

    private void show(LockModel.Phase phase) {
        Region mark = new Region();
        mark.getStyleClass().add("brand-mark");
        HBox brand = new HBox(mark, Widgets.label(words.get("common.console"), "brand-name"));
        brand.getStyleClass().add("lock-brand");
        box.getChildren().setAll(brand, Widgets.label(words.get("lock.title"), "page-title"),
                wrapped(words.get("lock.since", words.formats().dateTime(model.since()), model.reason().words())));
        switch (phase) {
            case OPEN -> {
            }
            case WANTS_PASSWORD -> password();
            case WANTS_CODE -> code();
        }
        box.getChildren().addAll(problem, wrapped(words.get("lock.goesOn")));
    }

    private void password() {
        SecretField password = new SecretField("lock-password", words.get("vault.password"));
        Button unlock = Widgets.button("lock-unlock", words.get("lock.unlock"), () -> model.unlock(password.take()));
        unlock.getStyleClass().add("accent");
        unlock.disableProperty().bind(password.textProperty().isEmpty());
        password.setOnAction(event -> unlock.fire());
        line(password, unlock);
    }

    private void code() {
        TextField code = new TextField();
        code.setId("lock-code");
        code.setPromptText(words.get("vault.code"));
        code.setAccessibleText(words.get("vault.code"));
        Button confirm = Widgets.button("lock-confirm", words.get("vault.confirm"), () -> {
            String typed = code.getText();
            code.clear();
            model.confirm(typed);
        });
        confirm.getStyleClass().add("accent");
        confirm.disableProperty().bind(code.textProperty().isEmpty());
        code.setOnAction(event -> confirm.fire());
        line(code, confirm);
    }

    private void line(TextField field, Button button) {
        field.setMaxWidth(Double.MAX_VALUE);
        button.setMaxWidth(Double.MAX_VALUE);
        box.getChildren().addAll(field, button);
        wanted = field;
        focus();
    }

    /** Gives the keyboard to what is asked for. */
    void focus() {
        if (wanted != null) {
            wanted.requestFocus();
        }
    }

    private static Label wrapped(String text) {
        Label label = Widgets.label(text, "muted");
        label.setWrapText(true);
        return label;
    }
}
