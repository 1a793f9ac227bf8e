package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The logs of the servers in scope: a box to follow each and how it is; below it its files where they are several. */
final class SourcesPane extends VBox {
    private static final int MOST_SERVERS = 40;

    private final LogsModel model;
    private final Words words;
    private final InstantSource clock;
    private final HealthWords health;
    private final Label count = Widgets.label("", "muted", "caption");
    private final VBox list = new VBox();
    private final SpoolBox spool;
    private final Map<ServerLogs, ServerRow> servers = new LinkedHashMap<>();
    private final Map<LogSource, SourceRow> sources = new LinkedHashMap<>();
    private final Map<SourceKey, FileLine> lines = new HashMap<>();
    private boolean changed;

    /** A source; its stripe and mark are those of its one file. */
    private record SourceRow(CheckBox box, FileLine line, VBox files) {}

    /** A file of a source and its health. */
    private record FileLine(HBox row, Region colour, Label mark) {}

    SourcesPane(LogsModel model, Words words, InstantSource clock, WorkspaceMenu workspaces) {
        this.model = model;
        this.words = words;
        this.clock = clock;
        this.health = new HealthWords(words);
        this.spool = new SpoolBox(model, words);
        getStyleClass().add("log-sources");
        Label title = Widgets.label(words.get("logs.sources"), "heading");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, title, Widgets.grow(), count, workspaces.button());
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("log-sources-head");
        list.getStyleClass().add("log-sources-list");
        ScrollPane scroll = Scrolls.of(list);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll, spool);
        build();
    }

    /** Lists the servers of now. */
    void build() {
        list.getChildren().clear();
        servers.clear();
        sources.clear();
        lines.clear();
        int shown = 0;
        for (ServerLogs server : model.logs().servers()) {
            if (shown++ == MOST_SERVERS) {
                Label more = Widgets.label(words.get("logs.sources.more", model.logs().servers().size() - MOST_SERVERS),
                        "muted");
                more.setWrapText(true);
                list.getChildren().add(more);
                break;
            }
            VBox logs = new VBox(2);
            ServerRow head = new ServerRow(server, model.logs(), words, logs);
            servers.put(server, head);
            for (LogSource source : server.sources()) {
                SourceRow row = row(source);
                sources.put(source, row);
                logs.getChildren().addAll(row.line().row(), row.files());
            }
            list.getChildren().addAll(head, logs);
        }
        refresh();
    }

    private SourceRow row(LogSource source) {
        Region colour = stripe();
        CheckBox box = new CheckBox(source.id());
        box.setGraphic(colour);
        box.getStyleClass().add("log-source-box");
        box.setId("source-" + source.name());
        box.setTooltip(new Tooltip(source.pattern()));
        box.setSelected(model.logs().isFollowed(source));
        box.setOnAction(event -> model.logs().follow(source, box.isSelected()));
        FileLine line = line(box, colour, "log-file");
        SourceRow row = new SourceRow(box, line, new VBox());
        SourceMenu.into(box, source, model, words, () -> facts(row));
        LogSource.Copy copy = source.copy();
        if (copy != null) {
            line.row().getChildren().add(place(source, copy));
        }
        return row;
    }

    /** How the files of a source are now, in words. */
    private static String facts(SourceRow row) {
        return Stream.concat(Stream.of(row.line().row()), row.files().getChildren().stream())
                .map(Node::getUserData).filter(Objects::nonNull).map(String::valueOf)
                .collect(Collectors.joining("\n\n"));
    }

    /** Which of the places that hold the log is read, and the way to the other one (G25). */
    private ToggleButton place(LogSource source, LogSource.Copy copy) {
        FontIcon sign = new FontIcon(Feather.LAYERS);
        ToggleButton button = new ToggleButton("", sign);
        // Its name only where it is the copy that is read: the names of the logs need the room.
        button.selectedProperty().addListener((p, before, copied) -> {
            button.setText(copied ? words.get("logs.copy") : "");
            button.setGraphic(copied ? null : sign);
        });
        button.getStyleClass().setAll("log-copy");
        button.setId("copy-" + source.name());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setSelected(model.logs().fromCopy(source));
        Tooltip tip = new Tooltip(words.get("logs.copy.tip", copy.server(), copy.lateSeconds()));
        button.setTooltip(tip);
        button.setAccessibleText(tip.getText());
        button.setOnAction(event -> model.logs().switchPlace(source));
        return button;
    }

    private static Region stripe() {
        Region colour = new Region();
        colour.getStyleClass().setAll("log-source-colour", SourceColours.of(-1));
        return colour;
    }

    private static FileLine line(Region name, Region colour, String... styles) {
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMinWidth(40);
        name.setMaxWidth(Double.MAX_VALUE);
        Label mark = new Label();
        mark.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(6, name, mark);
        row.getStyleClass().addAll(styles);
        return new FileLine(row, colour, mark);
    }

    /** Takes over the health of now; says whether anything is told that was not told before. */
    boolean refresh() {
        changed = false;
        int live = 0;
        Instant now = clock.instant();
        Map<SourceKey, SourceHealth> all = model.session().health();
        for (Map.Entry<ServerLogs, ServerRow> server : servers.entrySet()) {
            List<SourceHealth> own = new ArrayList<>();
            for (LogSource source : server.getKey().sources()) {
                own.addAll(refresh(source, Objects.requireNonNull(sources.get(source)), all, now));
            }
            live += server.getValue().refresh(own);
        }
        spool.refresh();
        count.setText(words.get("logs.sources.count", live));
        return changed;
    }

    private Collection<SourceHealth> refresh(LogSource source, SourceRow row, Map<SourceKey, SourceHealth> all,
            Instant now) {
        boolean followed = model.logs().isFollowed(source);
        if (row.box().isSelected() != followed) {
            row.box().setSelected(followed);
        }
        Map<SourceKey, SourceHealth> known = followed ? model.logs().health(source, all) : Map.of();
        if (known.size() == 1) {
            known.forEach((key, one) -> show(row.line(), key, one, now));
            row.files().getChildren().clear();
        } else {
            row.line().mark().setText("");
            row.line().row().setUserData(null);
            styles(row.line().colour(), "log-source-colour", SourceColours.of(-1));
            List<HBox> parts = known.entrySet().stream().map(h -> part(h.getKey(), h.getValue(), now)).toList();
            if (!row.files().getChildren().equals(parts)) {
                row.files().getChildren().setAll(parts);
            }
        }
        return known.values();
    }

    private HBox part(SourceKey key, SourceHealth health, Instant now) {
        FileLine line = lines.computeIfAbsent(key, k -> {
            Region colour = stripe();
            Label name = new Label(k.fileName(), colour);
            name.getStyleClass().add("caption");
            return line(name, colour, "log-file", "part");
        });
        show(line, key, health, now);
        return line.row();
    }

    private void show(FileLine line, SourceKey key, SourceHealth health, Instant now) {
        int number = model.session().number(key);
        styles(line.colour(), "log-source-colour", SourceColours.of(number));
        String told = words.get(this.health.mark(health, now));
        if (!told.equals(line.mark().getText())) {
            line.mark().setText(told);
            changed = true;
        }
        styles(line.mark(), "label", "caption", HealthWords.look(health));
        String full = told + " · " + this.health.full(key, health);
        if (line.row().getUserData() == null || !full.equals(line.row().getUserData())) {
            line.row().setUserData(full);
            Tooltip.install(line.row(), new Tooltip(full));
            line.row().setAccessibleText(key.fileName() + ", " + line.mark().getText());
        }
    }

    /** The same style again costs nothing. */
    private static void styles(Region node, String... styles) {
        List<String> wanted = List.of(styles);
        if (!node.getStyleClass().equals(wanted)) {
            node.getStyleClass().setAll(wanted);
        }
    }
}
