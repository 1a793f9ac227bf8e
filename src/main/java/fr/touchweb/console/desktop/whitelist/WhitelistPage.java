package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.confirm.Accident;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.ListImport;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.TabLine;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** View of the page: the doors of a server, their entries, and beside them the way to a new one. */
public final class WhitelistPage implements Page {
    private static final double SIDE_SHARE = 0.38;
    private static final double ROOM_FOR_TIME = 560;
    private static final double SIDE_LEAST = 344;
    private static final double SIDE_MOST = 480;

    private final WhitelistModels models;
    private final ListModel list;
    private final AddModel add;
    private final Words words;
    private final Listening listening = new Listening();
    private final StackPane view = new StackPane();
    private final BorderPane page = new BorderPane();
    private final HBox head = new HBox();
    private final Button read;
    private final ComboBox<Lists.Place> server = new ComboBox<>();
    private final Label facts = Widgets.label("", "muted");
    private final Label mine = Widgets.label("", "muted");
    private final Button banned;
    private final Button requests;
    private final NoticeBoxes boxes;
    private final SelectionBar selection;
    private final StackPane centre = new StackPane();
    private final AddPane side;
    private final Map<Beside, SidePane> panes;
    private final WherePane where;
    private final SecondStep second;
    private final WhitelistTour tour;
    private final ListPick pick;
    private final ChangeListener<Boolean> focus;
    private final List<ConsoleCommand> own;
    private @Nullable TabLine<Scope> tabs;
    private @Nullable EntryTable table;

    private WhitelistPage(WhitelistModels models, ListPick pick, Desk desk) {
        this.models = models;
        this.pick = pick;
        list = models.list();
        add = models.add();
        words = desk.words();
        read = Widgets.iconButton(Feather.REFRESH_CW, words.get("whitelists.command.read"));
        side = new AddPane(add, list, words, listening);
        second = new SecondStep(add, words, side::pressed, this::backToCard);
        boxes = new NoticeBoxes(models, words);
        selection = new SelectionBar(models, words, boxes);
        Runnable close = () -> models.besideProperty().set(Beside.NOTHING);
        where = new WherePane(models.where(), words, listening, models::show, close);
        panes = Map.of(Beside.WHERE, where, Beside.BANNED,
                new BannedPane(models.banned(), words, listening, ban -> add.offer(ban.address(), null), close),
                Beside.REQUESTS,
                new RequestsPane(models.requests(), list, words, listening, models::approve, models::refuse, close),
                Beside.HISTORY, new HistoryPane(models.history(), words, listening, add::again, close), Beside.ADOPT,
                new AdoptPane(models.adopt(), words, listening, close), Beside.RESTRICTIONS,
                new RestrictionsPane(models.restrictions(), list, words, listening, models::edit, close));
        tour = new WhitelistTour(models);
        focus = (p, before, now) -> {
            if (!now) {
                add.happened(Accident.FOCUS_LOST);
            }
        };
        banned = button("whitelists.command.banned", "wl-banned", () -> models.toggle(Beside.BANNED));
        requests = button("whitelists.command.requests", "wl-requests", () -> models.toggle(Beside.REQUESTS));
        build();
        listen(desk);
        List<ConsoleCommand> all = new ArrayList<>(List.of(
                ConsoleCommand.of("whitelists.command.add", "Shortcut+N", this::begin),
                ConsoleCommand.of("whitelists.command.banned", "Shortcut+B", () -> models.toggle(Beside.BANNED)),
                ConsoleCommand.of("whitelists.command.requests", null, () -> models.toggle(Beside.REQUESTS)),
                ConsoleCommand.of("whitelists.command.where", "Shortcut+F", this::ask),
                ConsoleCommand.of("whitelists.command.history", "Shortcut+H", () -> models.toggle(Beside.HISTORY)),
                ConsoleCommand.of("whitelists.command.restrictions", null,
                        () -> models.toggle(Beside.RESTRICTIONS)),
                ConsoleCommand.of("whitelists.command.read", "F5", models::read)));
        ListImport.kinds().forEach(kind -> all.add(ConsoleCommand.of("whitelists.command.take." + kind, null,
                () -> take(kind))));
        own = List.copyOf(all);
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(WhitelistModels models) {
        return factory(models, ListPick.DIALOG);
    }

    static PageFactory factory(WhitelistModels models, ListPick pick) {
        return new PageFactory("whitelist", "whitelists.page", 4, List.of("/theme/whitelist.css"),
                Right.WHITELIST, desk -> new WhitelistPage(models, pick, desk));
    }

    private Button button(String key, String id, Runnable action) {
        Button button = new Button(words.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void build() {
        server.setConverter(Widgets.showing(place -> place == null ? "" : place.id()));
        server.setId("wl-server");
        server.setItems(list.places());
        server.setOnAction(event -> {
            if (server.getValue() != null) {
                list.look(server.getValue());
            }
        });
        head.getStyleClass().add("wl-head");
        Button begin = button("whitelists.command.add", "wl-add", this::begin);
        begin.getStyleClass().add("accent");
        read.setId("wl-read");
        read.setOnAction(event -> models.read());
        facts.setMinWidth(Region.USE_PREF_SIZE);
        Button asking = Widgets.iconButton(Feather.SEARCH, words.get("whitelists.command.where"));
        asking.setId("wl-where");
        asking.setOnAction(event -> ask());
        Button past = Widgets.iconButton(Feather.CLOCK, words.get("whitelists.command.history"));
        past.setId("wl-history");
        past.setOnAction(event -> models.toggle(Beside.HISTORY));
        Button tried = Widgets.iconButton(Feather.SHIELD, words.get("whitelists.command.restrictions"));
        tried.setId("wl-restrictions");
        tried.setOnAction(event -> models.toggle(Beside.RESTRICTIONS));
        FlowPane tools = Widgets.styled(new FlowPane(server, begin, banned, requests, asking, past, tried, mine),
                "wl-tools");
        mine.setId("wl-own");
        VBox.setVgrow(centre, Priority.ALWAYS);
        VBox middle = Widgets.styled(new VBox(head, tools, boxes, centre, selection), "wl-middle");
        middle.setMinWidth(0);
        // When it was read gives way to the doors.
        facts.managedProperty().bind(middle.widthProperty().greaterThan(ROOM_FOR_TIME));
        facts.visibleProperty().bind(facts.managedProperty());
        page.setCenter(middle);
        page.getStyleClass().add("wl-page");
        page.widthProperty().addListener((p, before, width) -> {
            double wide = Math.clamp(width.doubleValue() * SIDE_SHARE, SIDE_LEAST, SIDE_MOST);
            Stream.concat(Stream.of(side), panes.values().stream()).forEach(pane -> {
                pane.setMinWidth(wide);
                pane.setPrefWidth(wide);
                pane.setMaxWidth(wide);
            });
        });
        // Escape closes the card as it goes back from the second step: nothing is let in.
        view.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && models.besideProperty().get() != Beside.NOTHING) {
                event.consume();
                if (!add.openProperty().get()) {
                    models.besideProperty().set(Beside.NOTHING);
                } else if (add.confirmation() == null) {
                    add.close();
                } else {
                    add.happened(Accident.ESCAPE);
                }
            }
        });
        // The card and the list may show the very number that the second step asks for.
        page.visibleProperty().bind(second.visibleProperty().not());
        view.getChildren().addAll(page, second);
    }

    private void listen(Desk desk) {
        listening.now(desk.scope().pathProperty(), list::scope);
        listening.now(list.placeProperty(), place -> {
            server.setValue(place);
            doors(place);
            draw();
        });
        listening.changes(list.doorProperty(), door -> draw());
        listening.changes(list.viewsProperty(), views -> draw());
        listening.changes(list.failureProperty(), failure -> draw());
        listening.changes(list.loadingProperty(), loading -> draw());
        listening.list(list.results(), this::draw);
        listening.changes(models.take().changesProperty(), count -> draw());
        listening.changes(models.remove().changesProperty(), count -> draw());
        listening.changes(list.use().usageProperty(), used -> {
            EntryTable shown = table;
            if (shown != null) {
                shown.use(used);
            }
            boxes.show();
            selection.show(selected());
        });
        listening.now(models.banned().changesProperty(), count -> counts());
        listening.now(models.requests().changesProperty(), count -> counts());
        listening.changes(words.formatsProperty(), formats -> {
            table = null;
            draw();
        });
        listening.now(models.besideProperty(), now -> page.setRight(now == Beside.ADD ? side : panes.get(now)));
        listening.now(add.changesProperty(), count -> second.refresh());
        ChangeListener<@Nullable Window> windows = (p, before, now) -> {
            if (before != null) {
                before.focusedProperty().removeListener(focus);
            }
            if (now != null) {
                now.focusedProperty().addListener(focus);
            }
        };
        view.sceneProperty().addListener((p, before, now) -> {
            if (before != null) {
                before.windowProperty().removeListener(windows);
                windows.changed(before.windowProperty(), before.getWindow(), null);
            }
            if (now != null) {
                now.windowProperty().addListener(windows);
                windows.changed(now.windowProperty(), null, now.getWindow());
            }
        });
    }

    private void doors(Lists.@Nullable Place place) {
        if (tabs != null) {
            tabs.release();
        }
        TabLine<Scope> line = new TabLine<>(list.doorProperty());
        if (place != null) {
            place.doors().forEach(door -> line.add(door, words.get(door.title())));
        }
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setMinWidth(Region.USE_PREF_SIZE);
        tabs = line;
        head.getChildren().setAll(line, facts, read);
        head.setVisible(place != null);
    }

    private void draw() {
        Lists.Place place = list.placeProperty().get();
        ListView now = list.view();
        TabLine<Scope> line = tabs;
        if (place != null && line != null) {
            place.doors().forEach(door -> {
                ListView there = list.viewsProperty().get().get(door);
                line.words(door, words.get(door.title()) + (there == null ? "" : "  " + there.active().size()));
            });
        }
        if (place != null) {
            boxes.show();
        }
        Message address = list.ownAddress();
        mine.setText(address == null ? "" : words.get(address));
        facts.setText(now == null ? "" : words.get("whitelists.read", words.formats().time(now.read())));
        centre.getChildren().setAll(now == null || now.entries().isEmpty() ? nothing(place, now) : filled(now));
        selection.show(selected());
    }

    /** How many are banned and how many wait, as far as that was read. */
    private void counts() {
        var report = models.banned().report();
        banned.setText(words.get("whitelists.command.banned")
                + (report == null || report.knowsNothing() ? "" : "  " + report.bans().size()));
        int waiting = models.requests().waiting().size();
        requests.setText(words.get("whitelists.command.requests") + (waiting == 0 ? "" : "  " + waiting));
    }

    private Node filled(ListView now) {
        EntryTable shown = table;
        if (shown == null) {
            shown = new EntryTable(words, Duration.ofDays(list.whitelists().policy().expiringDays()), now);
            shown.getSelectionModel().selectedItemProperty()
                    .addListener((p, before, entry) -> selection.show(selected()));
            table = shown;
        }
        shown.show(now);
        shown.use(list.use().usageProperty().get());
        return shown;
    }

    private Node nothing(Lists.@Nullable Place place, @Nullable ListView now) {
        if (list.failureProperty().get() != null) {
            Button retry = button("whitelists.command.read", "wl-retry", list::read);
            return new EmptyState(words.get("whitelists.empty.failed"),
                    words.get(Objects.requireNonNull(list.failureProperty().get())), retry);
        }
        if (now != null) {
            return new EmptyState(words.get("whitelists.empty.none"), words.get("whitelists.empty.noneText"),
                    button("whitelists.command.add", "wl-first", this::begin));
        }
        if (place != null || !list.known()) {
            return new EmptyState(words.get("whitelists.empty.loading"), words.get("whitelists.empty.loadingText"),
                    null);
        }
        return new EmptyState(words.get("whitelists.empty.noServer"), words.get("whitelists.empty.noServerText"),
                null);
    }

    private @Nullable Entry selected() {
        EntryTable shown = table;
        return shown == null || !centre.getChildren().contains(shown)
                ? null
                : shown.getSelectionModel().getSelectedItem();
    }

    private void backToCard() {
        Node close = side.lookup("#review-close");
        if (close != null && add.openProperty().get()) {
            close.requestFocus();
        } else {
            page.requestFocus();
        }
    }

    private void begin() {
        add.begin();
        side.focusAddress();
    }

    private void ask() {
        models.toggle(Beside.WHERE);
        if (models.besideProperty().get() == Beside.WHERE) {
            where.focusField();
        }
    }

    private void take(String kind) {
        pick.open(view.getScene().getWindow(), words.get("whitelists.command.take." + kind))
                .ifPresent(file -> models.take().take(kind, file));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        if (list.placeProperty().get() != null && models.banned().report() == null) {
            models.banned().read();
        }
        models.requests().read();
    }

    @Override
    public void hidden() {
        add.happened(Accident.FOCUS_LOST);
    }

    @Override
    public void dispose() {
        listening.stop();
        second.stop();
        boxes.stop();
        if (tabs != null) {
            tabs.release();
        }
        server.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    @Override
    public List<ConsoleCommand> commands() {
        return own;
    }

    @Override
    public List<TourState> tour() {
        return tour.states();
    }
}
