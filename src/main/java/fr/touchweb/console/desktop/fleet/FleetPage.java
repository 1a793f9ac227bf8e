package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.KeyHelp;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Ticker;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** View of the page. */
public final class FleetPage implements Page {
    /** Ages are shown in seconds at first, and facts grow old by themselves. */
    private static final java.time.Duration TICK = java.time.Duration.ofSeconds(10);

    /** A reading that takes longer can be cancelled. */
    private static final Duration CANCEL_AFTER = Duration.seconds(2);

    private final FleetModel model;
    private final Desk desk;
    private final Words words;
    private final FleetActions actions;
    private final FilterLine filter;
    private final FleetTable table;
    private final ServerSheet sheet;
    private final BorderPane view = new BorderPane();
    private final VBox notes = new VBox();
    private final Listening listening = new Listening();
    private final Ticker tick;
    private final ObservableList<Message> status = FXCollections.observableArrayList();
    private final List<ConsoleCommand> commands;

    private FleetPage(FleetModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        FleetSettingsKeeper keeper = new FleetSettingsKeeper(desk.settings(),
                List.of(new FleetSettings.SavedFilter(words.get("fleet.filter.obsolete"), "os:debian<12 or php<8.2"),
                        new FleetSettings.SavedFilter(words.get("fleet.filter.fullDisk"), "disk>85")));
        if (model.filterProperty().get().isEmpty()) {
            model.filterProperty().set(keeper.settings().filter());
        }
        actions = new FleetActions(model, desk, Terminals.ofSystem());
        filter = new FilterLine(model, desk, keeper);
        table = new FleetTable(model, desk, keeper, nothing());
        sheet = new ServerSheet(model, desk, actions, keeper);
        notes.getStyleClass().add("fleet-notes");
        view.setTop(new VBox(filter, notes));
        view.getStyleClass().add("fleet-page");
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.view().setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                actions.openLogs(chosen());
            }
        });
        commands = makeCommands();
        listening.now(model.phaseProperty(), phase -> showCentre());
        listening.changes(model.totalProperty(), count -> showCentre());
        listening.now(model.selectedProperty(), this::showSheet);
        listening.now(model.changedElsewhereProperty(), changed -> showNotes());
        listening.now(model.stateProperty(), state -> {
            showNotes();
            showStatus();
        });
        listening.changes(model.failureProperty(), failure -> {
            showNotes();
            showCentre();
        });
        listening.now(model.probingProperty(), running -> showNotes());
        listening.changes(model.edits().removedProperty(), removal -> showNotes());
        tick = new Ticker(TICK, () -> {
            model.judgeAgain();
            table.view().refresh();
        });
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(FleetModel model) {
        return new PageFactory("fleet", "fleet.page", 1, List.of("/theme/fleet.css"),
                Right.SEE, desk -> new FleetPage(model, desk));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        tick.start();
        table.view().refresh();
    }

    @Override
    public void hidden() {
        tick.stop();
    }

    @Override
    public void dispose() {
        tick.stop();
        listening.stop();
        filter.release();
        table.release();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return commands;
    }

    @Override
    public ObservableList<Message> status() {
        return status;
    }

    @Override
    public List<KeyHelp> keys() {
        return List.of(new KeyHelp(Message.of("fleet.keys.enter"), Message.of("fleet.key.enter")),
                new KeyHelp(Message.of("fleet.keys.complete"), Message.of("fleet.key.complete")));
    }

    private List<ConsoleCommand> makeCommands() {
        BooleanBinding one = model.selectedProperty().isNotNull();
        BooleanBinding loaded = Bindings.createBooleanBinding(() -> model.fleet().isPresent(), model.stateProperty());
        BooleanBinding edit = Bindings.createBooleanBinding(this::mayEdit, model.stateProperty());
        BooleanBinding editOne = edit.and(one);
        BooleanBinding readable = Bindings.createBooleanBinding(this::mayRead, model.selectedProperty(),
                model.stateProperty());
        return List.of(ConsoleCommand.of("fleet.command.filter", "Shortcut+F", filter.field()::requestFocus),
                ConsoleCommand.when("fleet.command.probeShown", "F5", loaded,
                        () -> model.probe(List.copyOf(model.shown()))),
                ConsoleCommand.when("fleet.command.probe", "Shortcut+R", one, () -> model.probe(chosen())),
                ConsoleCommand.when("fleet.command.logs", "Shortcut+L", readable, () -> actions.openLogs(chosen()))
                        .needing(Right.LOGS),
                ConsoleCommand.when("fleet.command.copySsh", "Shortcut+Shift+C", one, () -> actions.copySsh(chosen())),
                ConsoleCommand.when("fleet.command.terminal", "Shortcut+T", one,
                        () -> chosen().stream().findFirst().ifPresent(actions::openTerminal)),
                ConsoleCommand.when("fleet.command.addServer", "Shortcut+N", edit, actions::addServer)
                        .needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.editServer", "F2", editOne,
                        () -> chosen().stream().findFirst().ifPresent(actions::editServer)).needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.addSite", null, editOne,
                        () -> chosen().stream().findFirst().ifPresent(actions::addSite)).needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.addClient", null, edit, actions::addClient)
                        .needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.editClient", null, editOne,
                        () -> chosen().stream().findFirst().filter(each -> each.client() != null)
                                .ifPresent(actions::editClient))
                        .needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.removeServer", null, editOne,
                        () -> chosen().stream().findFirst().ifPresent(actions::removeServer)).needing(Right.FLEET_EDIT),
                ConsoleCommand.when("fleet.command.import", null, edit, this::importFile)
                        .needing(Right.FLEET_EDIT),
                ConsoleCommand.of("fleet.command.reload", null, model::load));
    }

    private boolean mayEdit() {
        return model.fleet().isPresent() && model.person().mayEdit().allowed();
    }

    /** Whether the logs of what is chosen may be read. */
    private boolean mayRead() {
        ServerView chosen = model.selectedProperty().get();
        return chosen != null && model.person().may(Right.LOGS, chosen.id());
    }

    private void importFile() {
        actions.importFile(view.getScene() == null ? null : view.getScene().getWindow());
    }

    /** The chosen rows; the one on the sheet where the table has none. */
    private List<ServerView> chosen() {
        List<ServerView> rows = table.chosen();
        ServerView one = model.selectedProperty().get();
        return !rows.isEmpty() ? rows : one == null ? List.of() : List.of(one);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && table.view().isFocused()) {
            actions.openLogs(chosen());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && model.selectedProperty().get() != null) {
            model.selectedProperty().set(null);
            table.view().requestFocus();
            event.consume();
        }
    }

    private void showCentre() {
        view.setCenter(switch (model.phaseProperty().get()) {
            case LOADING -> loading();
            case FAILED -> failed();
            case READY -> model.totalProperty().get() == 0 ? empty() : table.node();
        });
    }

    private Node loading() {
        ProgressIndicator indicator = new ProgressIndicator();
        indicator.setMaxSize(32, 32);
        Button cancel = button("fleet.load.cancel", Feather.X, () -> {
            RunningTask reading = model.loadingProperty().get();
            if (reading != null) {
                reading.cancel();
            }
        });
        cancel.setId("fleet-cancel-load");
        cancel.setVisible(false);
        PauseTransition late = new PauseTransition(CANCEL_AFTER);
        late.setOnFinished(event -> cancel.setVisible(true));
        late.play();
        VBox box = new VBox(12, indicator, Widgets.label(words.get("fleet.load.running",
                model.room().store().address()), "muted"), cancel);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node failed() {
        Message failure = model.failureProperty().get();
        Button again = button("fleet.load.again", Feather.REFRESH_CW, model::load);
        Label place = Widgets.label(model.room().store().address(), "mono", "muted");
        VBox box = new VBox(12, new EmptyState(words.get("fleet.load.title"),
                failure == null ? "" : words.get(failure), again), place);
        box.setAlignment(Pos.CENTER);
        if (failure != null) {
            String text = words.get(failure);
            box.getChildren().add(button("fleet.load.copy", Feather.COPY, () -> desk.copy().accept(text)));
        }
        return box;
    }

    private Node empty() {
        if (!mayEdit()) {
            return new EmptyState(words.get("fleet.empty.closed"), words.get("fleet.empty.closedText"), null);
        }
        Button add = button("fleet.command.addServer", Feather.PLUS, actions::addServer);
        add.getStyleClass().add("accent");
        Button bring = button("fleet.command.import", Feather.DOWNLOAD, this::importFile);
        HBox line = new HBox(8, bring);
        line.setAlignment(Pos.CENTER);
        VBox box = new VBox(new EmptyState(words.get("fleet.empty.title"), words.get("fleet.empty.text"), add), line);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node nothing() {
        Button all = button("fleet.filter.clear", Feather.X, () -> {
            model.filterProperty().set("");
            desk.scope().set(fr.touchweb.console.desktop.shell.ScopePath.ALL);
        });
        return new EmptyState(words.get("fleet.filter.nothing"), words.get("fleet.filter.nothingText"), all);
    }

    private void showSheet(@Nullable ServerView chosen) {
        if (chosen == null) {
            view.setRight(null);
            return;
        }
        Button copy = Widgets.iconButton(Feather.COPY, words.get("fleet.command.copySsh"));
        copy.setOnAction(event -> actions.copySsh(List.of(chosen)));
        List<Node> buttons = new ArrayList<>();
        if (mayRead()) {
            buttons.add(button("fleet.sheet.logs", Feather.FILE_TEXT, () -> actions.openLogs(List.of(chosen))));
        }
        buttons.addAll(List.of(button("fleet.action.probe", Feather.ACTIVITY, () -> model.probe(List.of(chosen))),
                button("fleet.action.terminal", Feather.TERMINAL, () -> actions.openTerminal(chosen)), copy));
        if (mayEdit()) {
            Button edit = Widgets.iconButton(Feather.EDIT_2, words.get("fleet.command.editServer"));
            edit.setOnAction(event -> actions.editServer(chosen));
            buttons.add(edit);
        }
        sheet.show(chosen, buttons);
        view.setRight(sheet.view());
    }

    /** What is partly missing or old, thinly above the table. */
    private void showNotes() {
        notes.getChildren().clear();
        RunningTask running = model.probingProperty().get();
        FleetEdits.Removal removal = model.edits().removedProperty().get();
        if (removal != null) {
            Button close = Widgets.iconButton(Feather.X, words.get("fleet.removed.keep"));
            close.setOnAction(event -> model.edits().forget());
            note("", words.get(removal.what()), button("fleet.removed.back", Feather.CORNER_UP_LEFT, actions::restore),
                    close);
        }
        if (model.changedElsewhereProperty().get()) {
            note("warning", words.get("fleet.note.changed", model.room().store().address()),
                    button("fleet.command.reload", Feather.REFRESH_CW, model::load));
        }
        Message failure = model.failureProperty().get();
        if (failure != null && model.phaseProperty().get() == FleetModel.Phase.READY) {
            note("danger", words.get(failure), button("fleet.load.again", Feather.REFRESH_CW, model::load));
        }
        model.room().problems().forEach(problem -> note("danger", words.get(problem)));
        if (model.calendarIsOld()) {
            note("warning", words.get("fleet.note.oldCalendar", words.formats().date(model.room().calendar().date())));
        }
        boolean never = !model.all().isEmpty() && model.all().stream().allMatch(each -> each.facts() == null);
        if (never && running == null) {
            note("", words.get("fleet.note.never"),
                    button("fleet.command.probeShown", Feather.ACTIVITY, () -> model.probe(model.all())));
        }
    }

    private void note(String style, String text, Button... buttons) {
        Label label = new Label(text);
        label.setWrapText(true);
        HBox line = new HBox(12, label, Widgets.grow());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("note-box");
        if (!style.isEmpty()) {
            line.getStyleClass().add(style);
        }
        for (Button button : buttons) {
            button.setMinWidth(Button.USE_PREF_SIZE);
            line.getChildren().add(button);
        }
        notes.getChildren().add(line);
    }

    private void showStatus() {
        long known = model.all().stream().filter(each -> each.facts() != null).count();
        status.setAll(List.of(Message.of("fleet.status.known", known, model.all().size())));
    }

    private Button button(String key, Feather icon, Runnable action) {
        Button button = new Button(words.get(key), new FontIcon(icon));
        button.setMnemonicParsing(false);
        button.setOnAction(event -> action.run());
        return button;
    }

    @Override
    public List<TourState> tour() {
        return new FleetTour(model, sheet).states();
    }
}
