package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.query.Completion;
import fr.touchweb.console.core.fleet.query.QueryException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The filter line: field with completion, the error under the character that it concerns, count and saved filters. */
final class FilterLine extends VBox {
    private final FleetModel model;
    private final Words words;
    private final TaskRunner tasks;
    private final Errors errors;
    private final FleetSettingsKeeper keeper;
    private final TextField field = new TextField();
    private final Label mistake = Widgets.label("", "caption", "danger", "fleet-mistake");
    private final Label count = Widgets.label("", "muted");
    private final HBox chips = new HBox();
    private final ContextMenu proposals = new ContextMenu();
    private final Listening listening = new Listening();
    private final PauseTransition rest = new PauseTransition(Duration.millis(400));

    FilterLine(FleetModel model, Desk desk, FleetSettingsKeeper keeper) {
        this.model = model;
        this.words = desk.words();
        this.tasks = desk.tasks();
        this.errors = desk.errors();
        this.keeper = keeper;
        field.setId("fleet-filter");
        field.getStyleClass().add("mono");
        field.setPromptText(words.get("fleet.filter.prompt"));
        field.setAccessibleText(words.get("fleet.filter.label"));
        field.textProperty().bindBidirectional(model.filterProperty());
        field.setPrefWidth(420);
        field.setMinWidth(160);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        field.addEventHandler(KeyEvent.KEY_TYPED, event -> model.afterRows(this::complete));
        field.focusedProperty().addListener((p, before, focused) -> {
            if (!focused) {
                proposals.hide();
            }
        });
        count.setMinWidth(Label.USE_PREF_SIZE);
        count.setId("fleet-count");
        Button save = Widgets.iconButton(Feather.STAR, words.get("fleet.filter.save"));
        save.setId("fleet-save-filter");
        save.disableProperty().bind(field.textProperty().isEmpty());
        save.setOnAction(event -> keeper.save(new FleetSettings.SavedFilter(shortName(field.getText()),
                field.getText().strip())));
        chips.getStyleClass().add("fleet-chips");
        HBox line = new HBox(field, save, count, chips);
        line.getStyleClass().add("page-head");
        mistake.setManaged(false);
        mistake.setVisible(false);
        getChildren().addAll(line, mistake);
        rest.setOnFinished(event -> keep());
        listening.now(model.mistakeProperty(), this::showMistake);
        listening.list(model.shown(), this::showCount);
        listening.changes(model.totalProperty(), number -> showCount());
        listening.list(keeper.saved(), this::showChips);
        listening.changes(field.textProperty(), text -> {
            rest.playFromStart();
            markChips();
        });
    }

    TextField field() {
        return field;
    }

    /** Keeps what stands in the line for the next start, once typing rests. */
    private void keep() {
        if (model.mistakeProperty().get() == null) {
            keeper.filter(field.getText());
        }
    }

    void release() {
        rest.stop();
        keep();
        field.textProperty().unbindBidirectional(model.filterProperty());
        listening.stop();
        proposals.hide();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !proposals.isShowing() && !field.getText().isEmpty()) {
            field.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            complete();
            event.consume();
        }
    }

    /** Looks for proposals in the background; the rows of the table come first. */
    private void complete() {
        String text = field.getText();
        int caret = field.getCaretPosition();
        List<ServerView> servers = model.all();
        boolean french = words.texts().language() == Language.FRENCH;
        tasks.start(Task.of(Message.of("fleet.task.complete"), control -> Completion.at(text, caret, servers, french))
                .computing().hidden(), outcome -> {
                    boolean stale = !text.equals(field.getText()) || caret != field.getCaretPosition();
                    if (!stale && outcome instanceof Outcome.Success<Completion>(Completion completion)) {
                        propose(completion, text.substring(completion.start(), caret));
                    } else if (outcome instanceof Outcome.Failure<Completion>(Throwable cause)) {
                        errors.accept(cause);
                    }
                });
    }

    private void propose(Completion completion, String begun) {
        boolean done = completion.proposals().isEmpty()
                || completion.proposals().size() == 1 && completion.proposals().get(0).equals(begun);
        if (done || !field.isFocused() || getScene() == null) {
            proposals.hide();
            return;
        }
        proposals.getItems().setAll(completion.proposals().stream().map(proposal -> {
            MenuItem item = new MenuItem(proposal);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> take(completion.start(), proposal));
            return item;
        }).toList());
        if (!proposals.isShowing()) {
            proposals.show(field, Side.BOTTOM, 0, 2);
        }
    }

    private void take(int start, String proposal) {
        field.replaceText(start, field.getCaretPosition(), proposal);
        field.positionCaret(start + proposal.length());
        field.requestFocus();
        complete();
    }

    private void showMistake(@Nullable QueryException e) {
        boolean wrong = e != null;
        field.getStyleClass().remove("wrong");
        if (e != null) {
            field.getStyleClass().add("wrong");
            mistake.setText(" ".repeat(e.position()) + "^ " + words.get(e.text()));
        }
        mistake.setVisible(wrong);
        mistake.setManaged(wrong);
    }

    private void showCount() {
        count.setText(words.get("fleet.filter.count", model.shown().size(), model.totalProperty().get()));
    }

    private void showChips() {
        chips.getChildren().setAll(keeper.saved().stream().map(this::chip).toList());
        markChips();
    }

    private Button chip(FleetSettings.SavedFilter filter) {
        Button chip = new Button("★ " + filter.name());
        chip.getStyleClass().setAll("chip");
        chip.setMnemonicParsing(false);
        chip.setMinWidth(Button.USE_PREF_SIZE);
        chip.setUserData(filter);
        chip.setAccessibleText(words.get("fleet.filter.apply", filter.name()));
        chip.setOnAction(event -> field.setText(field.getText().strip().equals(filter.text()) ? "" : filter.text()));
        MenuItem forget = new MenuItem(words.get("fleet.filter.forget", filter.name()));
        forget.setOnAction(event -> keeper.forget(filter));
        chip.setContextMenu(new ContextMenu(forget));
        return chip;
    }

    private void markChips() {
        chips.getChildren().forEach(chip -> chip.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("selected"),
                chip.getUserData() instanceof FleetSettings.SavedFilter filter
                        && filter.text().equals(field.getText().strip())));
    }

    private static String shortName(String text) {
        String clean = text.strip();
        return clean.length() <= 24 ? clean : clean.substring(0, 23) + "…";
    }
}
