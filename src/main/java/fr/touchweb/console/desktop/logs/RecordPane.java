package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.Termination;
import fr.touchweb.console.core.format.Timers;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.desktop.shell.CommandRegistry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The selected record: its fields, each to filter by or to copy, and its lines as they stand. */
final class RecordPane extends VBox {
    /** Command of page Binlogs; only there for who may read binlogs. */
    private static final String DATABASE = "open-binlogs-at";
    private static final double NAME_WIDTH = 84;
    private static final int LONGEST = 16 << 10;
    /** Frames of a trace that are shown while it is folded. */
    private static final int FOLDED = 3;
    private static final int HIGHLIGHTED = 200;

    private final LogsModel model;
    private final Words words;
    private final Consumer<String> copy;
    private final CommandRegistry commands;
    private final VBox content = new VBox(8);
    private final RecordLinks links;
    private final NoteBox note;
    private final SameSecondBox same;
    private long shown = Long.MIN_VALUE;
    private boolean folded = true;

    RecordPane(LogsModel model, Words words, Consumer<String> copy, CommandRegistry commands) {
        this.model = model;
        this.words = words;
        this.copy = copy;
        this.commands = commands;
        this.links = new RecordLinks(commands, words);
        this.note = new NoteBox(model, words);
        this.same = new SameSecondBox(model, words);
        getStyleClass().addAll("sheet-pane", "log-record");
        ScrollPane scroll = Scrolls.of(content);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        refresh();
    }

    /** Shows the record of now. */
    void refresh() {
        long number = model.selectedProperty().get();
        if (number == shown) {
            return;
        }
        shown = number;
        build(number);
    }

    private void build(long number) {
        content.getChildren().clear();
        LogRecord record = model.record();
        StoredLine line = number < 0 ? null : model.session().store().get(number, LONGEST);
        if (record == null || line == null) {
            Label none = Widgets.label(words.get("logs.record.none"), "muted");
            none.setWrapText(true);
            content.getChildren().add(none);
            note.show(-1);
            return;
        }
        Label title = Widgets.label(title(record), "heading");
        title.setWrapText(true);
        Instant time = record.time();
        String when = time == null
                ? words.get("logs.record.noTime")
                : words.formats().date(time) + " " + words.formats().timeMillis(time);
        Label place = Widgets.label(model.session().source(line.source()) + "\n" + when + " · " + record.format().id(),
                "muted", "caption");
        place.setWrapText(true);
        FormatBox format = new FormatBox(model, words, () -> build(shown));
        format.show(line);
        content.getChildren().addAll(title, place);
        moments(record);
        content.getChildren().add(format);
        ending(record);
        timers(record);
        record.fields().forEach((name, value) -> content.getChildren().add(field(name, value)));
        links.show(id -> isOffered(id, record));
        note.show(number);
        same.show(number, record);
        content.getChildren().addAll(same, links, note);
        Label raw = new Label(RowText.lines(record.format() == LogFormat.APACHE_ERROR
                ? Pretty.trace(line.text())
                : Pretty.json(line.text()), LONGEST));
        raw.setWrapText(true);
        raw.getStyleClass().addAll("mono", "log-raw");
        VBox box = new VBox(raw);
        box.getStyleClass().add("code-box");
        content.getChildren().add(box);
        if (line.late()) {
            Label late = Widgets.label(words.get("logs.record.late"), "warning");
            late.setWrapText(true);
            content.getChildren().add(late);
        }
    }

    /** Which moment of a request the time of the line is, and the other one where it is told. */
    private void moments(LogRecord record) {
        if (record.time() == null || record.format().moment() == LogFormat.Moment.EVENT) {
            return;
        }
        boolean start = record.format().moment() == LogFormat.Moment.START;
        Instant other = start ? record.written() : record.began();
        Label said = Widgets.label(other == null
                ? words.get(start ? "logs.record.beganAlone" : "logs.record.endedAlone")
                : words.get(start ? "logs.record.began" : "logs.record.ended", words.formats().timeMillis(other)),
                "muted", "caption");
        said.setId("log-moments");
        said.setWrapText(true);
        content.getChildren().add(said);
    }

    /** Whether a command about a line makes sense for this one. */
    private boolean isOffered(String command, LogRecord record) {
        return switch (command) {
            case PageCommands.DATABASE -> record.time() != null && commands.find(DATABASE).isPresent();
            case PageCommands.DIAGNOSE -> record.fields().get("status") instanceof Long status && status >= 300
                    && status < 400 && commands.find(LogsPage.DIAGNOSE_LINE).isPresent();
            default -> true;
        };
    }

    /** How HAProxy's session ended, in words, and where to look next. */
    private void ending(LogRecord record) {
        if (!(record.fields().get(Field.TERMINATION.id()) instanceof String flags) || flags.length() < 2) {
            return;
        }
        Object status = record.fields().get(Field.STATUS.id());
        Object duration = record.fields().get(Field.DURATION.id());
        Termination how = new Termination(flags, status instanceof Number code ? code.intValue() : -1);
        if (how.weight() == Termination.Weight.NORMAL) {
            return;
        }
        boolean bad = how.weight() != Termination.Weight.NOISE;
        Label said = Widgets.label(words.get(how.words(duration instanceof Number seconds
                ? seconds.doubleValue()
                : Double.NaN)), bad ? "danger" : "muted");
        said.setWrapText(true);
        content.getChildren().add(said);
        how.look().ifPresent(where -> {
            Label look = Widgets.label(words.get(where), "muted");
            look.setWrapText(true);
            content.getChildren().add(look);
        });
    }

    /** How far HAProxy's session came, and a packet that was lost. */
    private void timers(LogRecord record) {
        if (!(record.fields().get(Field.TIMERS.id()) instanceof String text)) {
            return;
        }
        Timers.of(text).ifPresent(timers -> {
            Label said = Widgets.label(words.get(timers.words()), "muted", "caption");
            said.setId("log-timers");
            said.setWrapText(true);
            content.getChildren().add(said);
            timers.lostPacket().ifPresent(lost -> {
                Label why = Widgets.label(words.get(lost), "warning");
                why.setWrapText(true);
                content.getChildren().add(why);
            });
        });
    }

    /** Shows what changed in the database of the line's server at the second of the line. */
    void openDatabase() {
        StoredLine line = model.session().store().get(model.selectedProperty().get(), 0);
        LogRecord record = model.record();
        if (line != null && record != null && record.time() != null) {
            String server = model.session().source(line.source()).server();
            commands.run(DATABASE, server, record.time().toString());
        }
    }

    private String title(LogRecord record) {
        Map<String, Object> fields = record.fields();
        if (fields.containsKey("status")) {
            Object termination = fields.get("termination");
            return fields.get("status") + (termination == null || "----".equals(termination) ? "" : " " + termination)
                    + " · " + fields.getOrDefault("path", "");
        }
        return record.level() == null
                ? record.format().id()
                : words.get("logs.level." + record.level().id()) + " · " + record.format().id();
    }

    private StackPane field(String name, Object value) {
        String text = value instanceof List<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : String.valueOf(value);
        Label label = Widgets.label(Field.ofId(name).isPresent() ? words.get("logs.field." + name) : name, "muted");
        label.setMinWidth(NAME_WIDTH);
        label.setMaxWidth(NAME_WIDTH);
        Label shownValue = new Label(RowText.lines(readable(name, text), LONGEST));
        shownValue.setWrapText(true);
        shownValue.getStyleClass().add("mono");
        HBox.setHgrow(shownValue, Priority.ALWAYS);
        shownValue.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(4, label, shownValue);
        row.setAlignment(Pos.TOP_LEFT);
        // They lie over the end of the value, and are seen while the pointer or the keyboard is there.
        HBox actions = new HBox(4);
        actions.getStyleClass().add("log-field-actions");
        actions.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Optional<Field> field = Field.ofId(name);
        if (field.isPresent()) {
            Button in = Widgets.iconButton(Feather.PLUS, words.get("logs.filter.in", text));
            in.setOnAction(event -> model.filters().add(field.get(), text, false));
            Button out = Widgets.iconButton(Feather.MINUS, words.get("logs.filter.out", text));
            out.setOnAction(event -> model.filters().add(field.get(), text, true));
            for (Button button : List.of(in, out)) {
                button.setMinWidth(Region.USE_PREF_SIZE);
            }
            actions.getChildren().addAll(in, out);
        }
        if (text.length() <= HIGHLIGHTED && text.indexOf('\n') < 0) {
            actions.getChildren().add(ColourMenu.button(model, words, text));
        }
        if (value instanceof List<?> many && many.size() > FOLDED) {
            Button fold = Widgets.iconButton(folded ? Feather.CHEVRON_DOWN : Feather.CHEVRON_UP,
                    words.get(folded ? "logs.record.unfold" : "logs.record.fold", many.size() - FOLDED));
            fold.setId("log-fold");
            fold.setMinWidth(Region.USE_PREF_SIZE);
            fold.setOnAction(event -> {
                folded = !folded;
                build(shown);
            });
            actions.getChildren().add(fold);
            if (folded) {
                shownValue.setText(RowText.lines(many.stream().limit(FOLDED).map(String::valueOf)
                        .collect(Collectors.joining("\n")), LONGEST)
                        + "\n" + words.get("logs.record.folded", many.size() - FOLDED));
            }
        }
        Button take = Widgets.iconButton(Feather.COPY, words.get("logs.record.copyValue"));
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setOnAction(event -> copy.accept(text));
        actions.getChildren().add(take);
        StackPane whole = new StackPane(row, actions);
        StackPane.setAlignment(actions, Pos.TOP_RIGHT);
        whole.getStyleClass().add("log-field");
        return whole;
    }

    /** A value set out to be read. */
    private String readable(String name, String text) {
        if (name.equals(Field.TIMERS.id())) {
            return TimerWords.of(text, words);
        }
        if (name.equals(Field.QUERY.id())) {
            return Pretty.sql(text);
        }
        return name.equals(Field.PATH.id()) ? Pretty.path(text) : Pretty.value(text);
    }
}
