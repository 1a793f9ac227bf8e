package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.text.MaskedLogin;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Objects;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The address or the file, where the diagnosis stands, and the button that starts or stops it. */
final class AddressBar extends VBox {
    /** More characters than a key types at once: something was pasted. */
    private static final int PASTED = 4;
    private static final double FIELD_LEAST = 140;
    private static final double STAND_LEAST = 116;
    /** Below this width the address has a line of its own: it is what one must be able to read. */
    private static final double NARROW = 640;

    private final DiagnoseModel model;
    private final Words words;
    private final TextField field = new TextField();
    private final MenuButton stand = new MenuButton();
    private final Button run = new Button();
    private final HBox line = new HBox(8);
    private final HBox second = new HBox(8);
    private final HBox login = new HBox(8);
    private final Label loginWords = new Label();
    private final Label problem = Widgets.label("", "danger", "caption");
    private final Label file = Widgets.label("", "mono", "batch-file");
    private final Button open = new Button();
    private final Button export = new Button();

    AddressBar(DiagnoseModel model, Words words, Listening listening, Runnable chooseFile, Runnable exportFile) {
        this.model = model;
        this.words = words;
        getStyleClass().add("address-bar");
        open.setText(words.get("diagnosis.batch.open"));
        open.setOnAction(event -> chooseFile.run());
        export.setText(words.get("diagnosis.batch.export"));
        export.setId("batch-export");
        export.setOnAction(event -> exportFile.run());
        build();
        listen(listening);
    }

    private void build() {
        field.setId("diagnose-url");
        field.getStyleClass().addAll("mono", "address-field");
        field.setPromptText(words.get("diagnosis.url.prompt"));
        field.setAccessibleText(words.get("diagnosis.url.label"));
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setMinWidth(FIELD_LEAST);
        field.setOnAction(event -> {
            if (model.take(field.getText())) {
                model.diagnose();
            }
        });
        stand.setId("diagnose-stand");
        stand.setMinWidth(STAND_LEAST);
        stand.setOnShowing(event -> fillStands());
        run.setId("diagnose-run");
        run.setMinWidth(Region.USE_PREF_SIZE);
        for (Button button : new Button[]{open, export}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox.setHgrow(file, Priority.ALWAYS);
        file.setMaxWidth(Double.MAX_VALUE);
        file.setMinWidth(60);
        line.setAlignment(Pos.CENTER_LEFT);
        Button forget = Widgets.iconButton(Feather.X, words.get("diagnosis.login.forget"));
        forget.getStyleClass().add("small");
        forget.setOnAction(event -> model.address().forgetCredentials());
        login.getChildren().addAll(loginWords, forget);
        login.setAlignment(Pos.CENTER_LEFT);
        login.getStyleClass().add("login-chip");
        login.setMaxWidth(Region.USE_PREF_SIZE);
        loginWords.getStyleClass().add("caption");
        problem.setWrapText(true);
        getChildren().addAll(line, second, login, problem);
    }

    private void listen(Listening listening) {
        field.setText(model.address().urlProperty().get());
        listening.changes(model.address().urlProperty(), url -> {
            if (!url.equals(field.getText())) {
                field.setText(url);
                if (field.isFocused()) {
                    field.end();
                } else {
                    field.home();
                }
            }
        });
        field.textProperty().addListener((p, before, now) -> {
            boolean pasted = Math.abs(now.length() - before.length()) >= PASTED;
            if (pasted && now.indexOf('@') >= 0 && !now.equals(model.address().urlProperty().get())) {
                // Later, because a field does not take a new text while it is changing.
                Platform.runLater(() -> model.take(field.getText()));
            } else {
                model.address().urlProperty().set(now);
            }
        });
        listening.now(model.address().credentialsProperty(), this::login);
        listening.now(model.address().problemProperty(), text -> {
            problem.setText(text == null ? "" : words.get(text));
            show(problem, text != null);
            field.getStyleClass().removeAll("wrong");
            if (text != null) {
                field.getStyleClass().add("wrong");
            }
        });
        listening.now(model.standProperty(), this::stand);
        listening.now(model.busyProperty(), busy -> button());
        listening.changes(model.batch().nameProperty(), name -> arrange());
        listening.list(model.batch().lines(), this::button);
        listening.now(model.tabProperty(), tab -> arrange());
        widthProperty().addListener((p, before, now) -> {
            if (before.doubleValue() <= 0 || before.doubleValue() < NARROW != now.doubleValue() < NARROW) {
                // Later, because a pane does not take other children while it is being laid out.
                Platform.runLater(this::arrange);
            }
        });
    }

    private void arrange() {
        boolean batch = model.tabProperty().get() == DiagnoseTab.BATCH;
        String name = model.batch().nameProperty().get();
        file.setText(name == null ? words.get("diagnosis.batch.noFile") : name);
        boolean narrow = !batch && getWidth() > 0 && getWidth() < NARROW;
        second.getChildren().clear();
        line.getChildren().setAll(batch
                ? new Node[]{open, file, stand, export, run}
                : narrow ? new Node[]{field, run} : new Node[]{field, stand, run});
        if (narrow) {
            second.getChildren().setAll(stand);
        }
        show(second, narrow);
        show(login, !batch && model.address().credentialsProperty().get() != null);
        button();
    }

    private void login(@Nullable Credentials credentials) {
        show(login, credentials != null && model.tabProperty().get() != DiagnoseTab.BATCH);
        loginWords.setText(credentials == null
                ? ""
                : words.get("diagnosis.login.with", credentials.login(), MaskedLogin.MASK));
    }

    private void button() {
        boolean busy = model.busyProperty().get();
        boolean batch = model.tabProperty().get() == DiagnoseTab.BATCH;
        run.setText(words.get(busy ? "diagnosis.run.stop" : batch ? "diagnosis.run.batch" : "diagnosis.run.start"));
        run.getStyleClass().removeAll("accent");
        if (!busy) {
            run.getStyleClass().add("accent");
        }
        run.setDisable(!busy && batch && model.batch().lines().isEmpty());
        export.setDisable(model.batch().count(row -> row.result() != null) == 0);
        run.setOnAction(event -> {
            if (busy) {
                model.cancel();
            } else if (batch || model.take(field.getText())) {
                model.diagnose();
            }
        });
    }

    private void stand(Stand now) {
        stand.setText(words(now));
    }

    private String words(Stand stand) {
        String server = Objects.requireNonNullElse(stand.server(), "");
        return switch (stand.kind()) {
            case HERE -> words.get("diagnosis.stand.here");
            case BOTH -> words.get("diagnosis.stand.both", server);
            case SERVER -> words.get("diagnosis.stand.server", server);
        };
    }

    private void fillStands() {
        stand.getItems().setAll(item(Stand.HERE));
        for (Stand.Kind kind : new Stand.Kind[]{Stand.Kind.BOTH, Stand.Kind.SERVER}) {
            if (!model.places().servers().isEmpty()) {
                stand.getItems().add(new SeparatorMenuItem());
            }
            model.places().servers().forEach(server -> stand.getItems().add(item(new Stand(kind, server))));
        }
    }

    private MenuItem item(Stand value) {
        CheckMenuItem item = new CheckMenuItem(words(value));
        item.setMnemonicParsing(false);
        item.setSelected(value.equals(model.standProperty().get()));
        item.setOnAction(event -> model.chooseStand(value));
        return item;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    void focusField() {
        if (model.tabProperty().get() == DiagnoseTab.BATCH) {
            open.requestFocus();
        } else {
            field.requestFocus();
            field.selectAll();
        }
    }

    /** What has the keyboard when the page comes into sight. */
    void focusFirst() {
        Platform.runLater(this::focusField);
    }
}
