package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.KeyHelp;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.TabLine;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** View of the page: files, filters, histogram, verdict, transactions, detail. */
public final class BinlogPage implements Page {
    private static final double ROW = 24;
    /** Width in pixels, at the default text size, below which three columns do not fit. */
    private static final double NARROW = 1_060;
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(90);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final BinlogModel model;
    private final Desk desk;
    private final Words words;
    private final Listening listening = new Listening();
    private final BorderPane view = new BorderPane();
    private final FilesPane files;
    private final FilterBar filters;
    private final OperationsView histogram;
    private final VerdictBox verdict;
    private final TransactionRows rows;
    private final DetailPane detail;
    private final TotalsPane totals;
    private final UndoPane undo;
    private final StackPane centre = new StackPane();
    private final NothingBox nothing;
    private final ObjectProperty<SideTab> tab = new SimpleObjectProperty<>(this, "tab", SideTab.DETAIL);
    private final TabLine<SideTab> tabs = new TabLine<>(tab);
    private final ScrollPane side = new ScrollPane();
    private final HBox head = new HBox(8);
    private final ToggleButton folder = new ToggleButton();
    private final VBox right = new VBox();
    private final ToggleButton follow = new ToggleButton();
    private final Label zone = Widgets.label("", "muted");
    private final ObservableList<Message> status = FXCollections.observableArrayList();
    private final BinlogTour tour;
    private final BinlogFiles exports;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            turn(now);
        }
    };
    private final List<ConsoleCommand> own;
    private long lastRefresh;
    private long lastSlow;
    private @Nullable Boolean filesWanted;

    /** What the right-hand side shows. */
    enum SideTab {
        DETAIL, TOTALS
    }

    private BinlogPage(BinlogModel model, Desk desk, InstantSource clock) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        files = new FilesPane(model, desk, clock, listening);
        filters = new FilterBar(model, words);
        histogram = new OperationsView(model, words, desk.theme(), this::go, (from, to) -> model
                .range(new TimeRange(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)), false),
                number -> model.place().select(new TransactionList.Row(number, -1)));
        verdict = new VerdictBox(model, words, this::askLogin);
        rows = new TransactionRows(model, words);
        detail = new DetailPane(model, desk, this::askNames, listening);
        totals = new TotalsPane(model, desk);
        exports = new BinlogFiles(model, desk, () -> Objects.requireNonNull(view.getScene()).getWindow());
        nothing = new NothingBox(model, words, this::askLogin);
        undo = new UndoPane(model, desk, () -> exports.saveUndo(undoText()));
        tour = new BinlogTour(model, desk, tab);
        build();
        listen();
        own = List.of(ConsoleCommand.of("binlogs.command.filter", "Shortcut+F", filters::focusField),
                ConsoleCommand.of("binlogs.command.range", "P", files::focusRange),
                ConsoleCommand.of("binlogs.command.files", "O", this::toggleFiles),
                ConsoleCommand.of("binlogs.command.follow", "F", this::toggleFollow),
                ConsoleCommand.of("binlogs.command.again", "F5", this::again),
                ConsoleCommand.of("binlogs.command.stop", "S", model.reading()::stop),
                ConsoleCommand.of("binlogs.command.next", "N", () -> model.detail().turn(true)),
                ConsoleCommand.of("binlogs.command.previous", "Shift+N", () -> model.detail().turn(false)),
                ConsoleCommand.of("binlogs.command.allColumns", "C", () -> model.detail().allColumnsProperty()
                        .set(!model.detail().allColumnsProperty().get())),
                ConsoleCommand.of("binlogs.command.undo", "U", model.detail()::proposeUndo),
                ConsoleCommand.of("binlogs.command.logs", "L", detail::openLogs),
                ConsoleCommand.of("binlogs.command.totals", "T",
                        () -> tab.set(tab.get() == SideTab.TOTALS ? SideTab.DETAIL : SideTab.TOTALS)),
                ConsoleCommand.of("binlogs.command.names", null, this::askNames),
                ConsoleCommand.of("binlogs.command.decrypt", null, this::askLogin),
                ConsoleCommand.of("binlogs.command.copy", "Shortcut+C",
                        () -> desk.copy().accept(detail.copyText())),
                ConsoleCommand.of("binlogs.command.copyCommand", "Shortcut+Shift+C",
                        () -> desk.copy().accept(model.reading().command())),
                ConsoleCommand.of("binlogs.command.export", "Shortcut+S", exports::export));
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(BinlogModel model, InstantSource clock) {
        return new PageFactory("binlog", "binlogs.page", 3, List.of("/theme/binlog.css"),
                Right.BINLOG, desk -> new BinlogPage(model, desk, clock));
    }

    private void build() {
        HBox.setHgrow(filters, Priority.ALWAYS);
        zone.setMinWidth(Region.USE_PREF_SIZE);
        follow.setText(words.get("binlogs.follow"));
        follow.setId("binlog-follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setOnAction(event -> toggleFollow());
        folder.setGraphic(new FontIcon(Feather.SIDEBAR));
        folder.getStyleClass().setAll("icon-button");
        folder.setId("binlog-show-files");
        folder.setTooltip(new Tooltip(words.get("binlogs.command.files")));
        folder.setAccessibleText(words.get("binlogs.command.files"));
        folder.setMinWidth(Region.USE_PREF_SIZE);
        folder.setOnAction(event -> toggleFiles());
        head.getChildren().addAll(folder, filters, zone, follow);
        head.getStyleClass().addAll("page-head", "bin-head-bar");
        centre.getChildren().addAll(rows, nothing, undo);
        VBox.setVgrow(centre, Priority.ALWAYS);
        // It takes what is left; else all parts would shrink for what it would like to have.
        centre.setPrefHeight(0);
        VBox middle = new VBox(head, histogram, verdict, centre);
        middle.setMinWidth(0);
        tabs.add(SideTab.DETAIL, words.get("binlogs.tab.detail"));
        tabs.add(SideTab.TOTALS, words.get("binlogs.tab.totals"));
        tabs.getStyleClass().add("bin-tabs");
        side.setFitToWidth(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(side, Priority.ALWAYS);
        right.getChildren().addAll(tabs, side);
        right.getStyleClass().add("bin-side");
        view.setLeft(files);
        view.widthProperty().addListener((p, before, width) -> fit());
        view.setCenter(middle);
        view.setRight(right);
        view.getStyleClass().add("bin-page");
    }

    /** On a narrow page the files make room once some were chosen, until the person wants them back. */
    private void fit() {
        boolean narrow = view.getWidth() > 0 && view.getWidth() < desk.theme().row(NARROW);
        boolean wanted = filesWanted == null ? !narrow || model.files().chosen().isEmpty() : filesWanted;
        show(files, wanted);
        folder.setSelected(wanted);
        right.pseudoClassStateChanged(TIGHT, narrow);
        detail.tight(narrow);
    }

    private void toggleFiles() {
        filesWanted = !files.isVisible();
        fit();
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void listen() {
        listening.list(model.filters().chips(), filters::build);
        listening.now(model.reading().followingProperty(), follow::setSelected);
        listening.now(tab, now -> side.setContent(now == SideTab.DETAIL ? detail : totals));
        listening.changes(model.place().selectedProperty(), now -> {
            if (now != null) {
                tab.set(SideTab.DETAIL);
            }
            side.setVvalue(0);
        });
        listening.now(model.detail().undoProperty(), proposal -> {
            show(undo, proposal != null);
            if (proposal != null) {
                undo.show(proposal);
            }
        });
        listening.now(words.formatsProperty(), formats -> {
            zone.setText(formats.zoneName());
            draw();
        });
        listening.now(desk.scope().pathProperty(), this::scope);
        listening.now(desk.theme().fontSizeProperty(), size -> {
            Text probe = new Text("0".repeat(100));
            probe.setFont(desk.theme().mono());
            rows.metrics(desk.theme().row(ROW), probe.getLayoutBounds().getWidth() / 100);
        });
        listening.changes(desk.theme().paletteProperty(), palette -> histogram.draw());
        listening.changes(model.place().changesProperty(), count -> draw());
        listening.changes(model.files().listingProperty(), now -> draw());
        listening.changes(model.files().loadingProperty(), now -> draw());
        listening.changes(model.files().failureProperty(), now -> draw());
        listening.changes(model.problemProperty(), now -> verdict.refresh());
        listening.changes(model.filters().problemProperty(), now -> verdict.refresh());
        listening.changes(model.reading().readingProperty(), now -> {
            verdict.refresh();
            histogram.draw();
            totals.refresh();
        });
        verdict.refresh();
    }

    private void scope(ScopePath path) {
        model.files().scope(server -> (path.server() == null || path.server().equals(server.id()))
                && (path.client() == null || path.client().equals(server.client())));
    }

    private void go(long second) {
        int number = model.list().from(second);
        if (number >= 0) {
            model.place().select(new TransactionList.Row(number, -1));
        }
    }

    private void toggleFollow() {
        if (model.reading().followingProperty().get()) {
            model.reading().stop();
        } else {
            model.followNewest();
        }
        follow.setSelected(model.reading().followingProperty().get());
    }

    private void again() {
        model.files().list();
        if (!model.files().chosen().isEmpty()) {
            model.readAgain();
        }
    }

    private void askNames() {
        BinlogServer server = model.files().serverProperty().get();
        DatabaseLogin known = model.rememberedLogin();
        if (known != null) {
            model.askNames(known);
        } else if (server != null) {
            new LoginDialog(desk).open(LoginDialog.Purpose.NAMES, server.id(), model::askNames);
        }
    }

    private void askLogin() {
        BinlogServer server = model.files().serverProperty().get();
        if (server != null && model.wantsLogin()) {
            new LoginDialog(desk).open(LoginDialog.Purpose.DECRYPT, server.id(), model::readThroughServer);
        }
    }

    private String undoText() {
        UndoProposal proposal = model.detail().undoProperty().get();
        return proposal == null ? "" : undo.text();
    }

    private void draw() {
        rows.fill();
        if (!model.reading().readingProperty().get()) {
            histogram.draw();
        }
        verdict.refresh();
        count();
        boolean empty = model.list().visibleCount() == 0;
        boolean anything = !model.files().chosen().isEmpty();
        fit();
        show(head, anything);
        show(histogram, anything);
        show(right, anything);
        show(nothing, empty);
        if (empty) {
            nothing.refresh();
        }
    }

    private void turn(long now) {
        // The first ones are waited for.
        if (model.list().size() > 0 && now - lastRefresh < REFRESH_NANOS) {
            return;
        }
        lastRefresh = now;
        model.refresh();
        if (now - lastSlow >= SLOW_NANOS) {
            lastSlow = now;
            histogram.draw();
            filters.refresh();
            verdict.refresh();
            if (tab.get() == SideTab.TOTALS) {
                totals.refresh();
            }
            count();
        }
    }

    private void count() {
        List<Message> facts = model.list().size() == 0
                ? List.of()
                : List.of(Message.of("binlogs.status.transactions", words.formats().number(model.list().visibleCount()),
                        words.formats().number(model.list().size())),
                        Message.of("binlogs.status.wire", words.formats().size(model.reading().wireBytes())));
        if (!status.equals(facts)) {
            status.setAll(facts);
        }
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.restore();
        draw();
        pulse.start();
    }

    @Override
    public void hidden() {
        pulse.stop();
        filters.hideProposals();
    }

    @Override
    public void dispose() {
        pulse.stop();
        listening.stop();
        tabs.release();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return own;
    }

    @Override
    public List<KeyHelp> keys() {
        return List.of(new KeyHelp(Message.of("binlogs.keys.move"), Message.of("binlogs.keys.move.words")),
                new KeyHelp(Message.of("binlogs.keys.fold"), Message.of("binlogs.keys.fold.words")));
    }

    @Override
    public ObservableList<Message> status() {
        return status;
    }

    @Override
    public List<TourState> tour() {
        return tour.states();
    }

    /** The transaction that the detail shows, for tests. */
    @Nullable
    Transaction shownTransaction() {
        return model.detail().transactionProperty().get();
    }
}
