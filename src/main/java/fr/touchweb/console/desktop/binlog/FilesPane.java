package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.BinlogListing.NumberGap;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The binlogs of the server in scope, newest first; where several servers are in scope, those servers. */
final class FilesPane extends VBox {
    private static final double ROW_AT_DEFAULT = 44;
    private static final PseudoClass READ = PseudoClass.getPseudoClass("read");

    private final BinlogModel model;
    private final Desk desk;
    private final Words words;
    private final InstantSource clock;
    private final Label title = Widgets.label("", "heading");
    private final VBox period = new VBox(4);
    private final Label reach = Widgets.label("", "muted", "caption");
    private final Label server = Widgets.label("", "muted", "caption");
    private final TextField range = new TextField();
    private final Label mistake = Widgets.label("", "caption", "danger");
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ListView<Entry> list = new ListView<>(entries);
    private final Set<String> read = new HashSet<>();

    /** A line of the list. */
    private sealed interface Entry {
        record OfServer(BinlogServer server) implements Entry {}

        record OfFile(BinlogFile file) implements Entry {}

        record Missing(NumberGap gap) implements Entry {}
    }

    FilesPane(BinlogModel model, Desk desk, InstantSource clock, Listening listening) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.clock = clock;
        getStyleClass().add("bin-files");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, title, Widgets.grow(), server);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("bin-files-head");
        range.setId("binlog-range");
        range.setPromptText(words.get("binlogs.range.prompt"));
        range.setAccessibleText(words.get("binlogs.range.label"));
        range.setTooltip(new Tooltip(words.get("binlogs.range.help")));
        range.setOnAction(event -> narrow());
        mistake.setWrapText(true);
        show(mistake, false);
        period.getChildren().addAll(range, mistake);
        period.getStyleClass().add("bin-range");
        list.setId("binlog-files");
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(words.get("binlogs.files"));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                take();
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> {
            if (!event.isShiftDown() && !event.isShortcutDown()) {
                take();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        reach.setWrapText(true);
        reach.getStyleClass().add("bin-reach");
        getChildren().addAll(head, period, list, reach);
        listening.list(model.files().servers(), this::fill);
        listening.changes(model.files().serverProperty(), now -> fill());
        listening.changes(model.files().listingProperty(), now -> fill());
        listening.list(model.files().chosen(), this::mark);
        // Inline, because the theme gives all lists the height of a line.
        listening.now(desk.theme().fontSizeProperty(),
                size -> list.setStyle("-fx-fixed-cell-size: " + (int) desk.theme().row(ROW_AT_DEFAULT) + "px;"));
    }

    void focusRange() {
        range.requestFocus();
        range.selectAll();
    }

    private static void show(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void fill() {
        BinlogServer now = model.files().serverProperty().get();
        BinlogListing listing = model.files().listingProperty().get();
        title.setText(words.get(now == null ? "binlogs.servers" : "binlogs.files"));
        show(period, now != null);
        List<Entry> next = new ArrayList<>();
        if (now == null) {
            server.setText("");
            model.files().servers().reversed().forEach(one -> next.add(new Entry.OfServer(one)));
        } else if (listing != null) {
            String version = listing.files().isEmpty() ? "" : listing.files().getLast().server();
            server.setText(shortVersion(version));
            server.setTooltip(version.isEmpty() ? null : new Tooltip(version));
            listing.files().forEach(file -> next.add(new Entry.OfFile(file)));
            for (NumberGap gap : listing.gaps()) {
                int at = 0;
                while (at < next.size() && !(next.get(at) instanceof Entry.OfFile(BinlogFile file)
                        && file.number() > gap.to())) {
                    at++;
                }
                next.add(at, new Entry.Missing(gap));
            }
        } else {
            server.setText(now.id());
        }
        entries.setAll(next.reversed());
        reach(listing);
        mark();
    }

    /** Says how far the files reach back, with a warning when that is less than a merchant's question may (L04). */
    private void reach(@Nullable BinlogListing listing) {
        Instant oldest = listing == null || listing.files().isEmpty() ? null : listing.files().getFirst().first();
        show(reach, oldest != null);
        if (oldest != null) {
            boolean enough = Duration.between(oldest, clock.instant()).toDays() >= model.lookBackDays();
            String age = words.formats().age(oldest, clock.instant());
            reach.setText(enough
                    ? words.get("binlogs.reach", age)
                    : "▲ " + words.get("binlogs.reach.short", age, model.lookBackDays()));
            reach.getStyleClass().setAll("label", "caption", "bin-reach", enough ? "muted" : "warning");
        }
    }

    /** {@code MariaDB 10.11} for {@code 10.11.14-MariaDB-log}. */
    static String shortVersion(String version) {
        String[] parts = version.split("[.-]");
        return parts.length < 2 || version.isEmpty() || !Character.isDigit(version.charAt(0))
                ? version
                : (version.contains("MariaDB") ? "MariaDB " : "MySQL ") + parts[0] + "." + parts[1];
    }

    private void mark() {
        read.clear();
        model.files().chosen().forEach(file -> read.add(file.path()));
        list.refresh();
    }

    private void take() {
        List<Entry> chosen = list.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
        if (chosen.size() == 1 && chosen.getFirst() instanceof Entry.OfServer(BinlogServer one)) {
            desk.scope().set(new ScopePath(one.client(), one.id(), null));
            return;
        }
        List<BinlogFile> files = new ArrayList<>();
        for (Entry entry : chosen) {
            if (entry instanceof Entry.OfFile(BinlogFile file) && file.problem() == null) {
                files.add(file);
            }
        }
        if (!files.isEmpty() && !files.equals(model.files().chosen())) {
            model.choose(files, false);
        }
    }

    private void narrow() {
        ZoneId zone = words.formats().zone();
        var wanted = TimeRange.parse(range.getText(), zone, LocalDate.ofInstant(clock.instant(), zone));
        show(mistake, wanted.isEmpty());
        mistake.setText(words.get("binlogs.range.bad"));
        wanted.ifPresent(value -> model.range(value, false));
    }

    /** From its first to its last event, with days only where they are not today's. */
    private String span(BinlogFile file) {
        if (file.first() == null) {
            return words.get("binlogs.file.noSpan");
        }
        String last = file.state() == BinlogFile.State.OPEN
                ? words.get("binlogs.file.open")
                : file.last() == null ? "?" : until(file.first(), file.last());
        return moment(file.first()) + " → " + last;
    }

    /** A moment, its day only where it is another than that of the beginning. */
    private String until(Instant first, Instant last) {
        ZoneId zone = words.formats().zone();
        return LocalDate.ofInstant(first, zone).equals(LocalDate.ofInstant(last, zone))
                ? words.formats().time(last).substring(0, 5)
                : moment(last);
    }

    private String moment(Instant moment) {
        ZoneId zone = words.formats().zone();
        LocalDate day = LocalDate.ofInstant(moment, zone);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        String time = words.formats().time(moment).substring(0, 5);
        return day.equals(today)
                ? time
                : day.equals(today.minusDays(1))
                        ? words.get("binlogs.file.yesterday", time)
                        : words.formats().date(day).substring(0, 5) + " " + time;
    }

    private final class Cell extends ListCell<Entry> {
        private final Label name = Widgets.label("", "mono");
        private final Label size = Widgets.label("", "muted", "caption");
        private final Label facts = new Label();
        private final VBox both = new VBox(2, new HBox(6, name, Widgets.grow(), size), facts);

        Cell() {
            getStyleClass().add("bin-file");
            size.setMinWidth(Region.USE_PREF_SIZE);
            facts.getStyleClass().add("caption");
            both.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setTooltip(null);
            setGraphic(empty || entry == null ? null : both);
            pseudoClassStateChanged(READ,
                    !empty && entry instanceof Entry.OfFile(BinlogFile file) && read.contains(file.path()));
            if (empty || entry == null) {
                return;
            }
            switch (entry) {
                case Entry.OfServer(BinlogServer one) -> fill(one.id(), "",
                        one.client() == null ? "—" : one.client(), "muted");
                case Entry.Missing(NumberGap gap) -> {
                    String width = "%06d";
                    fill(gap.base() + "." + String.format(width, gap.from())
                            + (gap.to() > gap.from() ? " – " + String.format(width, gap.to()) : ""),
                            "", words.get("binlogs.file.missing"), "warning");
                }
                case Entry.OfFile(BinlogFile file) -> {
                    Message problem = file.problem();
                    String state = switch (file.state()) {
                        case OPEN, CLOSED -> "";
                        case UNCLOSED -> " · " + words.get("binlogs.file.unclosed");
                        case FOREIGN -> " · " + words.get("binlogs.file.foreign");
                        case UNKNOWN -> " · " + words.get("binlogs.file.unknown");
                    };
                    fill(file.name(), words.formats().size(file.size()), problem == null
                            ? span(file) + state
                            : words.get(problem),
                            problem != null || file.state() == BinlogFile.State.UNCLOSED ? "warning" : "muted");
                    setTooltip(new Tooltip(words.get("binlogs.file.tip", file.path(), file.server(),
                            words.get("binlogs.checksum." + file.checksum().name().toLowerCase(java.util.Locale.ROOT)),
                            words.formats().number(file.size()))));
                }
            }
        }

        private void fill(String title, String bytes, String text, String style) {
            name.setText(Looks.inert(title));
            size.setText(bytes);
            facts.setText(text);
            facts.getStyleClass().setAll("label", "caption", style);
            setAccessibleText(title + ", " + bytes + ", " + text);
        }
    }
}
