package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.RunningWork;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.TabLine;
import fr.touchweb.console.desktop.widget.Ticker;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/** View of the page: four tabs and one filter. */
public final class ActivityPage implements Page {
    private static final Duration CONNECTIONS_EVERY = Duration.ofSeconds(1);

    private final ActivityModel model;
    private final Words words;
    private final BorderPane view = new BorderPane();
    private final TabLine<ActivityTab> tabs;
    private final TextField filter = new TextField();
    private final CommandsView commands;
    private final WorkView work;
    private final ConnectionsView connections;
    private final ChangesView changes;
    private final RunningWork running;
    private final Listening listening = new Listening();
    private final ObservableList<Message> status = FXCollections.observableArrayList();
    private final Ticker watch;
    private final List<ConsoleCommand> own;

    private ActivityPage(ActivityModel model, RunningWork running, Desk desk) {
        this.model = model;
        this.running = running;
        this.words = desk.words();
        commands = new CommandsView(model, desk);
        work = new WorkView(desk, running);
        connections = new ConnectionsView(model, desk);
        changes = new ChangesView(model, desk);
        tabs = new TabLine<>(model.tabProperty());
        for (ActivityTab tab : ActivityTab.values()) {
            tabs.add(tab, tabName(tab));
        }
        filter.setId("activity-filter");
        filter.setPromptText(words.get("activity.filter"));
        filter.setAccessibleText(words.get("activity.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.setPrefWidth(280);
        HBox head = new HBox(tabs, Widgets.grow(), filter);
        head.getStyleClass().addAll("page-head", "activity-head");
        view.setTop(head);
        listening.now(model.tabProperty(), this::showTab);
        listening.list(model.commands(), this::count);
        listening.list(model.changes(), this::count);
        listening.list(model.connections(), this::count);
        listening.list(running.shown(), this::count);
        watch = new Ticker(CONNECTIONS_EVERY, connections::refresh);
        own = List.of(ConsoleCommand.of("activity.command.filter", "Shortcut+F", filter::requestFocus),
                ConsoleCommand.when("activity.command.copyLine", null, model.selectedProperty().isNotNull(),
                        commands::copySelected),
                ConsoleCommand.of("activity.command.verify", null, () -> {
                    model.tabProperty().set(ActivityTab.CHANGES);
                    model.verify();
                }));
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(ActivityModel model, RunningWork running) {
        return new PageFactory("activity", "activity.page", 6, List.of("/theme/activity.css"),
                desk -> new ActivityPage(model, running, desk));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.refresh();
        watch.start();
    }

    @Override
    public void hidden() {
        watch.stop();
    }

    @Override
    public void dispose() {
        filter.textProperty().unbindBidirectional(model.filterProperty());
        listening.stop();
        tabs.release();
        commands.release();
        work.release();
        connections.release();
        changes.release();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return own;
    }

    @Override
    public ObservableList<Message> status() {
        return status;
    }

    @Override
    public List<TourState> tour() {
        return List.of(new TourState("commands", () -> {
            model.tabProperty().set(ActivityTab.COMMANDS);
            model.selectedProperty().set(null);
        }, () -> model.commands().stream().filter(e -> e.duration() != null).count() >= 5, () -> {}),
                TourState.of("command", () -> model.selectedProperty()
                        .set(model.commands().stream().filter(e -> e.duration() != null).findFirst().orElse(null)),
                        () -> model.selectedProperty().set(null)),
                TourState.of("work", () -> model.tabProperty().set(ActivityTab.WORK), () -> {}),
                TourState.of("connections", () -> model.tabProperty().set(ActivityTab.CONNECTIONS), () -> {}),
                new TourState("changes", () -> {
                    model.tabProperty().set(ActivityTab.CHANGES);
                    model.verify();
                }, () -> model.verificationProperty().get() != null,
                        () -> model.tabProperty().set(ActivityTab.COMMANDS)));
    }

    private void showTab(ActivityTab tab) {
        view.setCenter(switch (tab) {
            case COMMANDS -> commands.view();
            case WORK -> work.view();
            case CONNECTIONS -> connections.view();
            case CHANGES -> changes.view();
        });
        filter.setVisible(tab == ActivityTab.COMMANDS || tab == ActivityTab.CHANGES);
    }

    private void count() {
        for (ActivityTab tab : ActivityTab.values()) {
            tabs.words(tab, tabName(tab));
        }
        long gone = model.droppedCommands();
        Message kept = Message.of("activity.status.commands", model.commandCount());
        status.setAll(gone == 0 ? List.of(kept) : List.of(kept, Message.of("activity.status.dropped", gone)));
    }

    private String tabName(ActivityTab tab) {
        String name = words.get("activity.tab." + tab.name().toLowerCase(java.util.Locale.ROOT));
        int count = switch (tab) {
            case COMMANDS -> model.commands().size();
            case WORK -> running.shown().size();
            case CONNECTIONS -> model.connections().size();
            case CHANGES -> model.changes().size();
        };
        return count == 0 ? name : name + "\u2002" + words.formats().number(count);
    }
}
