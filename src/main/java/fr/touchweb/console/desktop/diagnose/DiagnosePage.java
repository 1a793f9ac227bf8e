package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.ban.BanModel;
import fr.touchweb.console.desktop.ban.BanPane;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.KeyHelp;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.TabLine;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** View of the page: the address, the tabs, what was found, and why. */
public final class DiagnosePage implements Page {
    /** Part of the width that the reasons take, and its limits in pixels. */
    private static final double WHY_SHARE = 0.31;
    private static final double WHY_LEAST = 272;
    private static final double WHY_MOST = 340;
    private static final double SCROLL_BAR = 10;

    private final DiagnoseModel model;
    private final Desk desk;
    private final Words words;
    private final BorderPane view = new BorderPane();
    private final AddressBar address;
    private final HopList hops;
    private final CachePane cache;
    private final BatchPane batch;
    private final @Nullable BanPane bans;
    private final EvidencePane evidence;
    private final CacheFacts facts;
    private final StartPane start;
    private final PastLineBox line;
    private final StackPane centre = new StackPane();
    private final ScrollPane scroll = new ScrollPane();
    private final Label meter = Widgets.label("", "caption", "muted", "meter");
    private final TabLine<DiagnoseTab> tabs;
    private final Listening listening = new Listening();
    private final List<ConsoleCommand> own;
    private final DiagnoseActions actions;

    private final DiagnoseTour tour;

    private DiagnosePage(DiagnoseModel model, DiagnoseTour tour, Desk desk,
            Function<Supplier<Window>, FilePick> files) {
        this.tour = tour;
        this.model = model;
        this.desk = desk;
        words = desk.words();
        actions = new DiagnoseActions(model, desk, files.apply(() -> view.getScene().getWindow()));
        address = new AddressBar(model, words, listening, actions::chooseFile, actions::exportBatch);
        hops = new HopList(model, words, new HopButtons(model, words, actions::logLines));
        cache = new CachePane(model, desk);
        batch = new BatchPane(model.batch(), words, actions::chooseFile, actions::openRow, listening);
        BanModel ban = model.ban();
        bans = ban == null ? null : new BanPane(ban, desk, listening);
        evidence = new EvidencePane(model.redirect(), words, actions.reportButtons());
        facts = new CacheFacts(words, actions.cacheButtons());
        start = new StartPane(model, words, address::focusField);
        line = new PastLineBox(words, model::forgetLine);
        tabs = new TabLine<>(model.tabProperty());
        build();
        listen();
        own = List.of(ConsoleCommand.of("diagnosis.command.address", "Shortcut+F", address::focusField),
                ConsoleCommand.of("diagnosis.command.run", "Shortcut+R", model::diagnose),
                ConsoleCommand.when("diagnosis.command.cancel", null, model.busyProperty(), model::cancel),
                ConsoleCommand.of("diagnosis.command.previousHop", "K", () -> move(-1)),
                ConsoleCommand.of("diagnosis.command.nextHop", "J", () -> move(1)),
                ConsoleCommand.of("diagnosis.command.copyText", "Shortcut+Shift+C", actions::copyText),
                ConsoleCommand.of("diagnosis.command.copyMarkdown", null, actions::copyMarkdown),
                ConsoleCommand.of("diagnosis.command.copyJson", null, actions::copyJson),
                ConsoleCommand.of("diagnosis.command.history", "Shortcut+H", actions::history),
                ConsoleCommand.of("diagnosis.command.openFile", "Shortcut+O", actions::chooseFile),
                ConsoleCommand.of("diagnosis.command.export", "Shortcut+S", actions::exportBatch));
    }

    /** The page at its place in the side bar. */
    public static PageFactory factory(DiagnoseModel model) {
        return factory(model, FilePick::over);
    }

    /** @param files asks for files over the window of the page */
    static PageFactory factory(DiagnoseModel model, Function<Supplier<Window>, FilePick> files) {
        DiagnoseTour tour = new DiagnoseTour(model);
        return new PageFactory("diagnose", "diagnosis.page", 5, List.of("/theme/diagnose.css", "/theme/ban.css"),
                Right.DIAGNOSE, desk -> new DiagnosePage(model, tour, desk, files));
    }

    private void build() {
        tabs.add(DiagnoseTab.REDIRECT, words.get("diagnosis.tab.redirect"));
        tabs.add(DiagnoseTab.CACHE, words.get("diagnosis.tab.cache"));
        if (bans != null) {
            tabs.add(DiagnoseTab.BAN, words.get("ban.tab.title"));
        }
        tabs.add(DiagnoseTab.BATCH, words.get("diagnosis.tab.batch"));
        meter.setMinWidth(Region.USE_PREF_SIZE);
        tabs.getChildren().addAll(Widgets.grow(), meter);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("diagnose-scroll");
        // A scroll pane asks new content for its height at the width that it would like, not at the one that it gets.
        for (Region content : List.of(hops, cache)) {
            content.prefWidthProperty().bind(Bindings.max(1, centre.widthProperty().subtract(SCROLL_BAR)));
        }
        VBox.setVgrow(centre, Priority.ALWAYS);
        VBox.setMargin(line, new Insets(12, 0, 0, 0));
        VBox middle = new VBox(address, tabs, line, centre);
        middle.getStyleClass().add("diagnose-middle");
        middle.setMinWidth(0);
        view.setCenter(middle);
        view.getStyleClass().add("diagnose-page");
        view.widthProperty().addListener((p, before, width) -> {
            double why = Math.clamp(width.doubleValue() * WHY_SHARE, WHY_LEAST, WHY_MOST);
            for (Region pane : List.of(evidence, facts)) {
                pane.setMinWidth(why);
                pane.setPrefWidth(why);
                pane.setMaxWidth(why);
            }
        });
        view.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && model.busyProperty().get()) {
                event.consume();
                model.cancel();
            }
        });
    }

    private void listen() {
        listening.now(model.tabProperty(), tab -> show());
        listening.changes(model.redirect().reportProperty(), report -> show());
        listening.changes(model.redirect().selectedProperty(), hop -> show());
        listening.changes(model.redirect().pastProperty(), past -> show());
        listening.changes(model.redirect().runningProperty(), running -> show());
        listening.changes(model.cache().reportProperty(), report -> show());
        listening.changes(model.cache().pastProperty(), past -> show());
        listening.changes(model.cache().runningProperty(), running -> show());
        listening.changes(model.lineProperty(), past -> show());
        listening.now(desk.scope().pathProperty(), model::scope);
        listening.changes(model.scopeProperty(), scope -> show());
        listening.changes(model.placesProperty(), places -> show());
        listening.changes(words.formatsProperty(), formats -> show());
        listening.changes(model.rules().openedProperty(), file -> {
            if (file != null) {
                new RuleBox(desk).open(file, model.rules()::close);
            }
        });
    }

    private void move(int step) {
        model.redirect().move(step);
        Node card = hops.lookup("#hop-" + model.redirect().selectedProperty().get());
        if (card != null) {
            card.requestFocus();
        }
    }

    private void show() {
        line.show(model.tabProperty().get() == DiagnoseTab.REDIRECT ? model.lineProperty().get() : null);
        switch (model.tabProperty().get()) {
            case REDIRECT -> redirect();
            case CACHE -> cache();
            case BAN -> {
                meter.setText("");
                centre.getChildren().setAll(bans == null ? start : bans);
                view.setRight(null);
            }
            case BATCH -> {
                meter.setText("");
                centre.getChildren().setAll(batch);
                view.setRight(null);
            }
        }
    }

    private void redirect() {
        RedirectReport report = model.redirect().report();
        boolean running = model.redirect().runningProperty().get();
        if (report == null || report.hops().isEmpty()) {
            meter.setText(running ? words.get("diagnosis.meter.start") : "");
            start.show(running, report == null ? List.of() : report.remarks());
            centre.getChildren().setAll(start);
            view.setRight(null);
            return;
        }
        meter.setText(meter(report.requests(), report.elapsed().toMillis(), host(report), report.step(), running,
                model.redirect().stoppedProperty().get(), model.redirect().proofRequests()));
        hops.show(report);
        evidence.show(report);
        into(hops, evidence);
    }

    private void cache() {
        CacheReport report = model.cache().reportProperty().get();
        boolean running = model.cache().runningProperty().get();
        if (report == null || report.steps().isEmpty()) {
            meter.setText(running ? words.get("diagnosis.meter.start") : "");
            start.show(running, List.of());
            centre.getChildren().setAll(start);
            view.setRight(null);
            return;
        }
        meter.setText(meter(report.requests(), report.elapsed().toMillis(), report.request().address().host(),
                report.step(), running, model.cache().stoppedProperty().get(), 0));
        cache.show(report);
        facts.show(report, model.cache().pastProperty().get());
        into(cache, facts);
    }

    private void into(Region content, Region why) {
        if (scroll.getContent() != content) {
            scroll.setContent(content);
        }
        if (!centre.getChildren().contains(scroll)) {
            centre.getChildren().setAll(scroll);
        }
        if (view.getRight() != why) {
            view.setRight(why);
        }
    }

    private String host(RedirectReport report) {
        return model.redirect().selected().map(HopDiagnosis::hop).map(hop -> hop.address().host())
                .orElse(report.request().address().host());
    }

    /** Requests used and allowed on a host, how fast they may follow each other, and what is being done. */
    private String meter(List<RequestCount> counts, long millis, String host, @Nullable Message step, boolean running,
            boolean stopped, int proof) {
        Optional<RequestCount> count = counts.stream().filter(one -> one.host().equals(host)).findFirst()
                .or(() -> counts.stream().findFirst());
        String used = count.map(one -> words.get(one.stopped() ? "diagnosis.meter.refused" : "diagnosis.meter.used",
                one.used(), one.most())).orElse("")
                + (proof > 0 ? " " + words.get("diagnosis.meter.proof", proof) : "");
        String time = words.get("diagnosis.meter.seconds", words.formats().decimal(millis / 1e3, 1));
        if (running) {
            String doing = step == null ? words.get("diagnosis.meter.start") : words.get(step);
            return doing + "  ·  " + used + "  ·  " + words.get("diagnosis.meter.rate", rate()) + "  ·  " + time;
        }
        return (stopped ? words.get("diagnosis.meter.stopped") + "  ·  " : "") + used + "  ·  " + time;
    }

    private String rate() {
        int pause = model.places().policy().requests().pauseMillis();
        double perSecond = pause <= 0 ? 0 : 1000.0 / pause;
        return words.formats().decimal(perSecond, perSecond == Math.rint(perSecond) ? 0 : 1);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        address.focusFirst();
    }

    @Override
    public void dispose() {
        listening.stop();
        tabs.release();
    }

    @Override
    public List<ConsoleCommand> commands() {
        return own;
    }

    @Override
    public List<KeyHelp> keys() {
        return List.of(new KeyHelp(Message.of("diagnosis.keys.enter"), Message.of("diagnosis.keys.enterWords")),
                new KeyHelp(Message.of("diagnosis.keys.escape"), Message.of("diagnosis.keys.escapeWords")));
    }

    @Override
    public List<TourState> tour() {
        return tour.states();
    }
}
