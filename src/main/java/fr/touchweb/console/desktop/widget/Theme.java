package fr.touchweb.console.desktop.widget;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * The look: AtlantaFX as the user-agent style sheet, our colours and rules above it in every scene. JavaFX thread only.
 */
public final class Theme {
    private static final List<String> FONTS = List.of("ConsoleText-Regular", "ConsoleText-Bold",
            "ConsoleTextMedium-Regular", "ConsoleTextSemiBold-Regular", "ConsoleMono-Regular", "ConsoleMono-Bold",
            "ConsoleMonoMedium-Regular");

    private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(this, "palette", Palette.LIGHT);
    private final List<String> sheets = new ArrayList<>();

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
        sheets.add(address("/theme/console.css"));
        more.forEach(resource -> sheets.add(address(resource)));
    }

    /** The colours of now; code that paints listens. */
    public ObjectProperty<Palette> paletteProperty() {
        return palette;
    }

    public Palette palette() {
        return palette.get();
    }

    /** Gives a scene the look, now and after each change. */
    public void dress(Scene scene) {
        scene.getStylesheets().setAll(sheetsOfNow());
        palette.addListener((p, before, after) -> scene.getStylesheets().setAll(sheetsOfNow()));
    }

    private List<String> sheetsOfNow() {
        List<String> all = new ArrayList<>();
        all.add("data:text/css;base64,"
                + Base64.getEncoder().encodeToString(palette.get().stylesheet().getBytes(StandardCharsets.UTF_8)));
        all.addAll(sheets);
        return all;
    }

    private static String address(String resource) {
        return Objects.requireNonNull(Theme.class.getResource(resource), resource).toExternalForm();
    }

    private static void load(String resource) {
        try (InputStream stream = Theme.class.getResourceAsStream(resource)) {
            if (Font.loadFont(stream, 13) == null) {
                throw new IllegalStateException("font refused: " + resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
