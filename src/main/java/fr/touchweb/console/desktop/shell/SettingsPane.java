package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.settings.Settings;
import fr.touchweb.console.desktop.settings.TerminalProgram;
import fr.touchweb.console.desktop.settings.ThemeChoice;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The settings; each takes effect at once and is kept. */
final class SettingsPane {
    private static final List<Double> SCALES = List.of(0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0);

    private final Desk desk;
    private final Overlay overlay;

    SettingsPane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
    }

    void open() {
        Words words = desk.words();
        Settings settings = desk.settings();
        VBox box = new VBox();
        box.setId("settings");
        box.getStyleClass().addAll("dialog-box", "settings");
        Button close = Widgets.iconButton(Feather.X, words.get("shell.close"));
        close.setOnAction(event -> overlay.close(box));
        HBox head = new HBox(Widgets.label(words.get("shell.settings.title"), "dialog-title"), Widgets.grow(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("settings-grid");
        String system = words.get("shell.settings.system");

        List<@Nullable Language> languages = new ArrayList<>(Arrays.asList(Language.values()));
        languages.addFirst(null);
        ComboBox<@Nullable Language> language = choice("settings-language", languages,
                settings.languageProperty().get(),
                l -> l == null ? system : l == Language.FRENCH ? "Français" : "English", l -> {
                    // The bars and this box are built anew in the other language.
                    overlay.close(box);
                    settings.languageProperty().set(l);
                    desk.commands().run("shell.command.settings");
                });
        row(grid, words.get("shell.settings.language"), language);
        row(grid, words.get("shell.settings.theme"), choice("settings-theme", List.of(ThemeChoice.values()),
                settings.themeProperty().get(), t -> words.get("shell.settings.theme." + t.id()),
                settings.themeProperty()::set));
        row(grid, words.get("shell.settings.scale"), choice("settings-scale", SCALES, nearest(settings),
                s -> words.formats().percent(s), settings.scaleProperty()::set));
        List<@Nullable Boolean> motions = new ArrayList<>(List.of(true, false));
        motions.addFirst(null);
        row(grid, words.get("shell.settings.motion"), choice("settings-motion", motions,
                settings.reducedMotionProperty().get(),
                m -> m == null ? system : words.get(m ? "shell.settings.motion.reduced" : "shell.settings.motion.full"),
                settings.reducedMotionProperty()::set));
        row(grid, words.get("shell.settings.font"), choice("settings-font",
                IntStream.rangeClosed(Settings.MIN_FONT, Settings.MAX_FONT).boxed().toList(),
                settings.fontSizeProperty().get(), n -> words.get("shell.settings.pixels", String.valueOf(n)),
                settings.fontSizeProperty()::set));
        List<@Nullable ZoneId> zones = new ArrayList<>();
        zones.add(null);
        zones.add(ZoneId.of("UTC"));
        ZoneId.getAvailableZoneIds().stream().filter(SettingsPane::isPlace).sorted().map(ZoneId::of)
                .forEach(zones::add);
        row(grid, words.get("shell.settings.zone"), choice("settings-zone", zones, settings.zoneProperty().get(),
                z -> z == null ? system + " (" + ZoneId.systemDefault().getId() + ")" : z.getId(),
                settings.zoneProperty()::set));
        terminal(grid);
        row(grid, words.get("shell.settings.notices"), tick("settings-notices", words.get("shell.settings.noticesWhen"),
                settings.systemNoticesProperty()));
        row(grid, words.get("shell.settings.drawing"), tick("settings-software",
                words.get("shell.settings.software"), settings.softwareProperty()));
        Label note = Widgets.label(words.get("shell.settings.note"), "caption", "muted");
        note.setWrapText(true);
        box.getChildren().addAll(head, grid, note);
        overlay.open(box, new Overlay.Place.Centre(), true, language, () -> {});
    }

    /** The person's terminal program; kept once it is right, told otherwise. */
    private void terminal(GridPane grid) {
        Words words = desk.words();
        TextField field = new TextField(TerminalProgram.text(desk.settings().terminalProperty().get()));
        field.setId("settings-terminal");
        field.setPromptText(words.get("shell.settings.terminalPrompt"));
        field.getStyleClass().add("mono");
        Label wrong = Widgets.label("", "caption", "danger");
        wrong.setWrapText(true);
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
        field.textProperty().addListener((p, before, text) -> {
            Message problem = TerminalProgram.problem(text, System.getenv());
            wrong.setText(problem == null ? "" : words.get(problem));
            if (problem == null) {
                desk.settings().terminalProperty().set(TerminalProgram.parse(text));
            }
        });
        row(grid, words.get("shell.settings.terminal"), field);
        grid.add(wrong, 1, grid.getRowCount());
    }

    private static CheckBox tick(String id, String words, BooleanProperty value) {
        CheckBox box = new CheckBox(words);
        box.setId(id);
        box.setSelected(value.get());
        box.selectedProperty().addListener((p, before, after) -> value.set(after));
        return box;
    }

    private static double nearest(Settings settings) {
        double scale = settings.scaleProperty().get();
        return SCALES.stream().min((a, b) -> Double.compare(Math.abs(a - scale), Math.abs(b - scale))).orElse(1.0);
    }

    /** Zones named after a place, as people know them. */
    private static boolean isPlace(String id) {
        return id.indexOf('/') > 0 && !id.startsWith("Etc/") && !id.startsWith("SystemV/");
    }

    private static void row(GridPane grid, String name, Node field) {
        Label label = Widgets.label(name, "muted");
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, field);
    }

    private static <T extends @Nullable Object> ComboBox<T> choice(String id, List<T> values, T now,
            Function<T, String> words, Consumer<T> chosen) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().addAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return words.apply(value);
            }

            @Override
            public T fromString(String text) {
                return values.stream().filter(v -> words.apply(v).equals(text)).findFirst().orElse(now);
            }
        });
        box.setValue(now);
        box.setPrefWidth(280);
        box.valueProperty().addListener((p, before, after) -> {
            if (!Objects.equals(before, after)) {
                chosen.accept(after);
            }
        });
        return box;
    }
}
