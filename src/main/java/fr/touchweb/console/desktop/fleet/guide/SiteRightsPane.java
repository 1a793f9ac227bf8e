package fr.touchweb.console.desktop.fleet.guide;

import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.rights.Deviation;
import fr.touchweb.console.core.rights.Owned;
import fr.touchweb.console.core.rights.RightsReport;
import fr.touchweb.console.core.rights.RightsReset;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.fleet.guide.SiteRightsModel.Phase;
import fr.touchweb.console.desktop.fleet.guide.SiteRightsModel.State;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Rights of one site's files: deviations, whose a file is, and the request to put rights right with its minute. */
final class SiteRightsPane extends VBox implements MapChangeListener<String, State> {
    private static final String RESET = "reset";
    private static final int EXAMPLES = 3;

    private final SiteRightsModel model;
    private final Site site;
    private final String server;
    private final RightsPolicy figures;
    private final Desk desk;
    private final Words words;
    private final VBox result = Widgets.styled(new VBox(), "guide-result");
    private final TextField path = new TextField();

    SiteRightsPane(SiteRightsModel model, Site site, String server, RightsPolicy figures, Desk desk) {
        this.model = model;
        this.site = site;
        this.server = server;
        this.figures = figures;
        this.desk = desk;
        this.words = desk.words();
        getStyleClass().add("guide-rights");
        path.setPromptText(words.get("guide.file.prompt"));
        path.setAccessibleText(words.get("guide.file.prompt"));
        path.setId("guide-file-" + site.id());
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setOnAction(event -> ask());
        show();
    }

    @Override
    public void onChanged(Change<? extends String, ? extends State> change) {
        if (site.id().equals(change.getKey())) {
            show();
        }
    }

    /** Shows the state of now; what is typed stays. */
    void show() {
        State state = model.state(site.id());
        boolean idle = state.phase() == Phase.IDLE;
        FlowPane buttons = new FlowPane(8, 8);
        if (idle) {
            buttons.getChildren().add(Widgets.button("guide-check-" + site.id(), words.get("guide.check"),
                    () -> model.check(site.id())));
            if (model.mayReset(site.id()).allowed()) {
                buttons.getChildren().add(Widgets.button("guide-reset-" + site.id(), words.get("guide.reset"),
                        this::plan));
            }
        } else {
            buttons.getChildren().add(Widgets.button("guide-stop-" + site.id(), words.get("guide.stop"),
                    () -> model.cancel(site.id())));
        }
        Button whose = Widgets.button("guide-ask-" + site.id(), words.get("guide.file.ask"), this::ask);
        whose.setDisable(!idle);
        HBox line = new HBox(8, path, whose);
        line.setAlignment(Pos.CENTER_LEFT);
        fill(state);
        getChildren().setAll(Widgets.label(site.id(), "strong"), buttons, result, line);
        Owned asked = state.asked();
        if (asked != null) {
            getChildren().add(owned(asked));
        }
    }

    private void ask() {
        if (!path.getText().isBlank()) {
            model.ask(site.id(), path.getText().strip());
        }
    }

    /** What would be done, before anything is; without a look there is nothing to compare with. */
    private void plan() {
        RightsReport report = model.state(site.id()).report();
        if (report == null) {
            model.check(site.id(), this::plan);
            return;
        }
        desk.dialogs().ask(Question.of(Message.of("guide.reset.title", site.id()), Message.of("guide.reset.on", server),
                List.of(report.summary(),
                        Message.of("guide.reset.file", RightsReset.request(report.root())),
                        Message.of("guide.reset.then", figures.resetSeconds()), Message.of("guide.reset.noWayBack")),
                Choice.safe("cancel", Message.of("guide.reset.cancel")),
                Choice.normal(RESET, Message.of("guide.reset.confirm", site.id()))), answer -> {
                    if (answer.equals(RESET)) {
                        model.reset(site.id());
                    }
                });
    }

    private void fill(State state) {
        result.getChildren().clear();
        Message problem = state.problem();
        if (problem != null) {
            add(wrapped(words.get(problem), "danger"));
        }
        switch (state.phase()) {
            case LOOKING -> add(wrapped(words.get("guide.looking"), "muted"));
            case RESETTING -> add(waiting(state.drop()));
            case IDLE -> dropped(state);
        }
        RightsReport report = state.report();
        if (report != null && state.phase() == Phase.IDLE) {
            report(report);
        }
    }

    private Node waiting(@Nullable DropState drop) {
        long since = drop instanceof DropState.Pending(var passed) ? passed.toSeconds() : 0;
        ProgressBar bar = new ProgressBar((double) since / figures.resetSeconds());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("calm");
        return new VBox(4, wrapped(words.get("guide.reset.waiting",
                Math.max(0, figures.resetSeconds() - since)), "muted"), bar);
    }

    private void dropped(State state) {
        DropState drop = state.drop();
        if (drop == null) {
            return;
        }
        add(wrapped(words.get(drop.text()), drop instanceof DropState.Done ? "good" : "warning"));
        RightsReport before = state.before();
        RightsReport after = state.report();
        if (before != null && after != null) {
            add(wrapped(words.get("guide.reset.compared", before.count(), after.count()),
                    after.count() == 0 ? "good" : "warning"));
        }
    }

    private void report(RightsReport report) {
        boolean right = report.count() == 0 && report.complete() && report.unchecked().isEmpty();
        add(wrapped(words.get(report.summary()), right ? "good" : report.count() > 0 ? "warning" : "muted"));
        for (Map.Entry<Deviation.Kind, Integer> kind : report.counts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).toList()) {
            List<Deviation> some = report.deviations().stream().filter(each -> each.kind() == kind.getKey()).toList();
            String count = kind.getKey().single() ? "" : words.formats().number(kind.getValue()) + " ";
            Label label = wrapped(count + words.get(kind.getKey().text()));
            StringBuilder all = new StringBuilder();
            some.forEach(each -> all.append(line(each)).append('\n'));
            label.setTooltip(new Tooltip(all.toString().strip()));
            add(label);
            some.stream().filter(each -> !each.kind().single()).limit(EXAMPLES)
                    .forEach(each -> add(wrapped(line(each), "mono", "muted")));
        }
        report.unchecked().forEach(why -> add(wrapped(words.get(why), "muted")));
    }

    private static String line(Deviation each) {
        return each.path() + "  " + each.owned().owner() + ":" + each.owned().group() + " " + each.owned().mode();
    }

    private Node owned(Owned asked) {
        VBox box = new VBox(2, wrapped(asked.path(), "mono"),
                wrapped(asked.owner() + ":" + asked.group() + " " + asked.mode(), "mono", "muted"),
                wrapped(words.get(asked.written())), wrapped(words.get(asked.permission()), "muted"));
        box.setId("guide-owned-" + site.id());
        return Widgets.styled(box, "note-box");
    }

    private void add(Node node) {
        result.getChildren().add(Objects.requireNonNull(node));
    }

    private static Label wrapped(String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        return label;
    }
}
