package fr.touchweb.console.desktop.widget;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * The look: AtlantaFX as the user-agent style sheet, our colours and rules above it in every scene. JavaFX thread only.
 */
public final class Theme {
    public static final int DEFAULT_FONT = 13;
    private static final List<String> FONTS = List.of("ConsoleText-Regular", "ConsoleText-Bold",
            "ConsoleTextMedium-Regular", "ConsoleTextSemiBold-Regular", "ConsoleMono-Regular", "ConsoleMono-Bold",
            "ConsoleMonoMedium-Regular");

    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette", Palette.LIGHT);
    private final IntegerProperty fontSize = new SimpleIntegerProperty(this, "fontSize", DEFAULT_FONT);
    private final ObjectProperty<@Nullable Boolean> reducedMotion = new SimpleObjectProperty<>(this, "reducedMotion");
    private final ObservableList<String> sheets = FXCollections.observableArrayList();

    /**
     * Loads the fonts and sets the base.
     *
     * @param more resources of further rules, as {@code /theme/logs.css}
     */
    public Theme(List<String> more) {
        for (String font : FONTS) {
            load("/fonts/" + font + ".ttf");
        }
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
        sheets.add(variable());
        sheets.add(address("/theme/console.css"));
        more.forEach(resource -> sheets.add(address(resource)));
        palette.addListener((p, before, after) -> sheets.set(0, variable()));
        fontSize.addListener((p, before, after) -> sheets.set(0, variable()));
    }

    /** Takes further rules, those of them that are not there yet; resources, as {@code /theme/logs.css}. */
    public void add(List<String> more) {
        sheets.addAll(more.stream().map(Theme::address).filter(sheet -> !sheets.contains(sheet)).toList());
    }

    /** The colours of now; code that paints listens. */
    public ObjectProperty<Palette> paletteProperty() {
        return palette;
    }

    public Palette palette() {
        return palette.get();
    }

    /** Size of text in pixels; code that paints lines of text listens. */
    public IntegerProperty fontSizeProperty() {
        return fontSize;
    }

    /** Whether style sheets keep from moving what need not move; null leaves it to the system. */
    public ObjectProperty<@Nullable Boolean> reducedMotionProperty() {
        return reducedMotion;
    }

    /** Height of a row that stands for {@code rowAtDefault} pixels at the default text size. */
    public double row(double rowAtDefault) {
        return Math.round(rowAtDefault * fontSize.get() / DEFAULT_FONT);
    }

    /** The face for what machines wrote, at the size of now. */
    public Font mono() {
        return Font.font("Console Mono", fontSize.get() - 1);
    }

    /** Gives a scene the look, now and after each change. */
    public void dress(Scene scene) {
        // All at once: between two changes of the list every colour would be unknown, and each node styled for nothing.
        ListChangeListener<String> listener = change -> scene.getStylesheets().setAll(sheets);
        scene.getStylesheets().setAll(sheets);
        scene.getProperties().put(Theme.class, listener);
        scene.getPreferences().reducedMotionProperty().bind(reducedMotion);
        sheets.addListener(new WeakListChangeListener<>(listener));
    }

    private String variable() {
        String css = palette.get().stylesheet() + sizes();
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private String sizes() {
        int text = fontSize.get();
        return """
                .root { -fx-font-size: %1$dpx; }
                .mono, .label.mono, .text-input.mono, .table-view .table-row-cell > .table-cell.mono { -fx-font-size: %2$dpx; }
                .label.caption, .table-view > .column-header-background .column-header .label { -fx-font-size: %2$dpx; }
                .label.page-title { -fx-font-size: %3$dpx; }
                .table-view, .tree-table-view, .list-view, .tree-view { -fx-fixed-cell-size: %4$dpx; }
                """
                .formatted(text, text - 1, text + 2, (int) row(24));
    }

    private static String address(String resource) {
        return Objects.requireNonNull(Theme.class.getResource(resource), resource).toExternalForm();
    }

    private static void load(String resource) {
        try (InputStream stream = Theme.class.getResourceAsStream(resource)) {
            if (Font.loadFont(stream, DEFAULT_FONT) == null) {
                throw new IllegalStateException("font refused: " + resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
