package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.digest.DigestView;
import fr.touchweb.console.desktop.logs.profile.ProfilesModel;
import fr.touchweb.console.desktop.logs.profile.ProfilesView;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.KeyHelp;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Ticker;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** View of the page: sources, filters, histogram, lines, record. */
public final class LogsPage implements Page {
    private static final double NARROW = 1_060;
    private static final double ROW = 20;
    /** Command of page Diagnostic, absent for who may not diagnose: server, log and line. */
    static final String DIAGNOSE_LINE = "diagnose-log-line";
    private static final Duration REFRESH = Duration.ofMillis(90);
    /** The same while no line comes. */
    private static final Duration REST = Duration.ofMillis(500);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** The same while no line comes, doubled up to the second figure while what is told of sources stays the same. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONG_QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long DIGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LogsModel model;
    private final Desk desk;
    private final InstantSource clock;
    private final Words words;
    private final BorderPane view = new BorderPane();
    private final SourcesPane sources;
    private final ChipBar chips;
    private final HistogramView histogram;
    private final LogRows rows;
    private final RecordPane record;
    private final StackPane centre = new StackPane();
    private final DigestModel digestModel;
    private final DigestView digest;
    private final ProfilesView profiles;
    private final Button answers = new Button();
    private final NothingShown nothing;
    private final Button pause;
    private final Label unseen = Widgets.label("", "log-unseen");
    private final Label zone = Widgets.label("", "muted");
    private final ProblemLine problem;
    private final SecondParts second;
    private final FieldLine search;
    private final FieldLine moment;
    private final FieldLine naming;
    private final ExportChooser export;
    private final LogsTour tour;
    private final Listening listening = new Listening();
    private final ObservableList<Message> status = FXCollections.observableArrayList();
    private final List<ConsoleCommand> own;
    private final Ticker pulse;
    private final Runnable news;
    private volatile long lastSlow;
    private volatile long quiet = QUIET_NANOS;
    private volatile long health = -1;
    private long lastDigest;
    /** Whether a person wants the room of the sources for the lines. */
    private boolean hidden;

    private LogsPage(LogsModel model, DigestModel digestModel, ProfilesModel profilesModel, Desk desk,
            InstantSource clock) {
        this.model = model;
        this.digestModel = digestModel;
        this.desk = desk;
        this.clock = clock;
        this.words = desk.words();
        sources = new SourcesPane(model, words, clock,
                new WorkspaceMenu(model, words, () -> desk.scope().pathProperty().get().client(), this::openNaming));
        chips = new ChipBar(model, words);
        rows = new LogRows(model, model, words);
        rows.setId("log-rows");
        nothing = new NothingShown(model, words);
        histogram = new HistogramView(model.session().histogram(), words, desk.theme(),
                micros -> model.scrollTo(model.session().view().rowOf(model.session().store().finder().at(micros))),
                model.filters()::span, model.filters()::span, model.alerts()::moments, model.moments()::looked);
        record = new RecordPane(model, words, desk.copy(), desk.commands());
        digest = new DigestView(digestModel, words, (field, value) -> model.filters().add(field, value, false),
                this::lead);
        problem = new ProblemLine(model, words);
        search = new FieldLine("logs-search", words.get("logs.search.prompt"), words.get("logs.search.close"),
                this::search, this::endSearch,
                Widgets.button("logs-matches", words.get("logs.search.matches"), () -> second().showMatches()),
                Widgets.button("logs-past", words.get("logs.search.past"), () -> second().searchPast()));
        profiles = new ProfilesView(profilesModel, words, model.logs()::preproductions, desk.copy());
        second = new SecondParts(model, words, search, desk.copy(), rows::requestFocus);
        moment = new FieldLine("logs-goto", words.get("logs.goto.prompt"), words.get("logs.goto.close"), this::goTo,
                this::endGoTo);
        naming = new FieldLine("logs-workspace", words.get("logs.workspaces.prompt"), words.get("logs.goto.close"),
                this::keepWorkspace, this::endNaming);
        export = new ExportChooser(model, words, () -> Objects.requireNonNull(view.getScene()).getWindow());
        tour = new LogsTour(model, digestModel, digest, this::showDigest, second, this::toggleProfiles,
                sources::refresh);
        pause = new Button();
        pause.getStyleClass().add("log-pause");
        pause.setMinWidth(Region.USE_PREF_SIZE);
        pause.setOnAction(event -> model.togglePause());
        pulse = new Ticker(REFRESH, REST, this::isDue, () -> turn(System.nanoTime()));
        news = pulse::wake;
        build();
        listen();
        own = new PageCommands(model, desk, this).all();
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(LogsModel model, DigestModel digest, ProfilesModel profiles,
            InstantSource clock) {
        return new PageFactory("logs", "logs.page", 2, List.of("/theme/logs.css", "/theme/logs-digest.css"),
                Right.LOGS, desk -> new LogsPage(model, digest, profiles, desk, clock));
    }

    private void build() {
        HBox.setHgrow(chips, Priority.ALWAYS);
        zone.setMinWidth(Region.USE_PREF_SIZE);
        zone.setTooltip(new Tooltip(words.get("logs.zone.tip")));
        unseen.setMinWidth(Region.USE_PREF_SIZE);
        answers.setId("logs-answers");
        answers.setMinWidth(Region.USE_PREF_SIZE);
        answers.setOnAction(event -> toggleDigest());
        HBox head = new HBox(8, chips, unseen, zone, answers, pause);
        head.getStyleClass().addAll("page-head", "log-head");
        centre.getChildren().addAll(rows, nothing, digest, profiles);
        show(profiles, false);
        showDigest(false);
        VBox.setVgrow(centre, Priority.ALWAYS);
        // It has what the others leave: where it asked for more, chips on a second line would be cut.
        centre.setPrefHeight(0);
        VBox middle = new VBox(head, search, moment, naming, problem, histogram, centre, second.pane());
        middle.setMinWidth(0);
        view.setCenter(middle);
        view.widthProperty().addListener((p, before, width) -> arrange());
        view.getStyleClass().add("logs-page");
    }

    /** On a narrow page a record is there once a line is chosen; the sources make room for it, and for profiles. */
    private void arrange() {
        boolean narrow = view.getWidth() > 0 && view.getWidth() < desk.theme().row(NARROW);
        boolean shown = !digest.isVisible() && !profiles.isVisible()
                && (!narrow || model.selectedProperty().get() >= 0);
        view.setRight(shown ? record : null);
        view.setLeft(hidden || narrow && (shown || profiles.isVisible()) ? null : sources);
    }

    /** Gives the room of the sources to the lines, or back. */
    void toggleSources() {
        hidden = !hidden;
        arrange();
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void listen() {
        listening.list(model.logs().servers(), sources::build);
        listening.list(model.filters().chips(), chips::build);
        listening.now(model.pausedProperty(),
                paused -> pause.setText(words.get(paused ? "logs.resume" : "logs.pause")));
        listening.now(model.unseenProperty(), count -> {
            show(unseen, count.longValue() > 0);
            unseen.setText(words.get("logs.unseen", count.longValue()));
        });
        listening.now(words.formatsProperty(), formats -> {
            zone.setText(words.get("logs.zone", formats.zoneName()));
            rows.fill();
        });
        listening.now(desk.scope().pathProperty(), path -> model.logs().scope(path.client(), path.server()));
        listening.now(desk.theme().fontSizeProperty(), size -> {
            Text probe = new Text("0".repeat(100));
            probe.setFont(desk.theme().mono());
            for (LogRows lines : List.of(rows, second.matchingLines())) {
                lines.metrics(desk.theme().row(ROW), probe.getLayoutBounds().getWidth() / 100 + 0.5);
            }
        });
        listening.changes(desk.theme().paletteProperty(), palette -> histogram.draw());
        listening.now(model.selectedProperty(), number -> arrange());
        listening.now(model.changesProperty(), count -> draw());
    }

    void toggleDigest() {
        showDigest(!digest.isVisible());
    }

    void toggleProfiles() {
        boolean shown = !profiles.isVisible();
        showDigest(false);
        show(profiles, shown);
        rows.setVisible(!shown);
        arrange();
        if (shown) {
            profiles.refresh();
        }
    }

    private void showDigest(boolean shown) {
        show(profiles, false);
        show(digest, shown);
        rows.setVisible(!shown);
        arrange();
        answers.setText(words.get(shown ? "logs.digest.lines" : "logs.digest"));
        if (shown) {
            lastDigest = 0;
        } else {
            digestModel.stop();
        }
    }

    /** From an answer to the lines of its moment. */
    private void lead(long micros) {
        showDigest(false);
        model.scrollTo(model.session().view().rowOf(model.session().store().finder().at(micros)));
    }

    /** Draws the rows; what costs more is drawn less often. */
    private void draw() {
        rows.fill();
        record.refresh();
        nothing.refresh();
        // Before the first line it would be an empty band.
        show(histogram, model.session().histogram().lines() > 0);
    }

    /** Whether the screen shows something else than what is known; on the thread of the clock. */
    private boolean isDue() {
        long since = System.nanoTime() - lastSlow;
        return model.isBehind() || since >= quiet
                || since >= SLOW_NANOS && health != model.session().healthVersion();
    }

    private void turn(long now) {
        model.refresh();
        chips.refresh();
        if (now - lastSlow >= SLOW_NANOS) {
            lastSlow = now;
            health = model.session().healthVersion();
            quiet = sources.refresh() ? QUIET_NANOS : Math.min(LONG_QUIET_NANOS, quiet * 2);
            histogram.refresh();
            rows.forgetParsers();
            second.matchingLines().forgetParsers();
            List<Message> facts = StatusFacts.of(model.session(), words);
            if (!status.equals(facts)) {
                status.setAll(facts);
            }
            // A row that the keyboard is on stays under it until the filter changes.
            if (digest.isVisible()
                    && (digestModel.outdated() || now - lastDigest >= DIGEST_NANOS && !digest.isFocusWithin())) {
                lastDigest = now;
                digestModel.refresh();
            }
        }
    }

    void openSearch() {
        search.open();
    }

    void openNaming() {
        naming.open();
    }

    private void endNaming() {
        naming.close();
    }

    private void keepWorkspace(String name) {
        if (!name.isBlank()) {
            model.workspaces().save(name);
            endNaming();
            rows.requestFocus();
        }
    }

    void openMoment() {
        moment.open();
    }

    void focusFilter() {
        chips.focusField();
    }

    void openDatabase() {
        record.openDatabase();
    }

    void export() {
        export.export();
    }

    SecondParts second() {
        return second;
    }

    private void search(String text) {
        model.search().find(text);
        rows.requestFocus();
    }

    private void endSearch() {
        search.close();
        model.search().end();
        rows.requestFocus();
        model.refresh();
    }

    private void goTo(String text) {
        if (model.moments().goTo(text, clock.instant().atZone(words.formats().zone()))) {
            endGoTo();
        }
    }

    private void endGoTo() {
        moment.close();
        rows.requestFocus();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.hidden(false);
        model.session().onTurn(news);
        pulse.start();
    }

    @Override
    public void hidden() {
        pulse.stop();
        model.session().offTurn(news);
        digestModel.stop();
        model.hidden(true);
    }

    @Override
    public void dispose() {
        pulse.stop();
        model.session().offTurn(news);
        digest.dispose();
        profiles.dispose();
        problem.dispose();
        second.dispose();
        listening.stop();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return own;
    }

    @Override
    public List<KeyHelp> keys() {
        return PageCommands.KEYS;
    }

    @Override
    public ObservableList<Message> status() {
        return status;
    }

    @Override
    public List<TourState> tour() {
        return tour.states();
    }
}
