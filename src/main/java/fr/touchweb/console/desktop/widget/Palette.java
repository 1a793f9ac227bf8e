package fr.touchweb.console.desktop.widget;

import java.util.Locale;
import java.util.Map;
import javafx.scene.paint.Color;

/**
 * The colours of one theme, the only place where they stand. The style sheets see each token as a looked-up colour,
 * {@code -tw-} and its name in lower case with dashes; code that paints takes {@link #color}.
 */
public enum Palette {
    LIGHT, DARK;

    /** A role that a colour plays. */
    public enum Token {
        BACKGROUND("#ffffff", "#0d1117"), SURFACE("#f6f8fa", "#151b23"), RAISED("#ffffff", "#1b222c"), LINE("#d8dee4",
                "#2b333d"), TEXT("#1f2328", "#e6edf3"), MUTED("#59636e", "#9198a1"), FAINT("#818b98",
                        "#6e7681"), ACCENT("#0969da", "#4493f8"), ON_ACCENT("#ffffff", "#0d1117"), SELECTION("#e8f1fd",
                                "#172538"), HOVER("#f0f3f6", "#1a212b"), HIT("#fff3b0", "#5a4a12"), GOOD("#187d35",
                                        "#3fb950"), WARNING("#936200", "#d29922"), WARNING_GROUND("#fff8c5",
                                                "#2a2110"), DANGER("#cf222e", "#f85149"), DANGER_GROUND("#ffebe9",
                                                        "#33161a"), SERIES_2XX("#57a773", "#3f8f5f"), SERIES_3XX(
                                                                "#5b9bd5", "#3d78b3"), SERIES_4XX("#d9a441",
                                                                        "#b98527"), SERIES_5XX("#d1495b",
                                                                                "#c0485a"), SOURCE_0("#8250df",
                                                                                        "#a371f7"), SOURCE_1("#0969da",
                                                                                                "#4493f8"), SOURCE_2(
                                                                                                        "#bf3989",
                                                                                                        "#db61a2"), SOURCE_3(
                                                                                                                "#1b7c83",
                                                                                                                "#39a5ad"), SOURCE_4(
                                                                                                                        "#bc4c00",
                                                                                                                        "#e0823d"), SOURCE_5(
                                                                                                                                "#9a6700",
                                                                                                                                "#c69026"), SOURCE_6(
                                                                                                                                        "#2da44e",
                                                                                                                                        "#46a758"), SOURCE_7(
                                                                                                                                                "#768390",
                                                                                                                                                "#8b949e"), GROUND_1(
                                                                                                                                                        "#ffe0e0",
                                                                                                                                                        "#5a2328"), GROUND_2(
                                                                                                                                                                "#ffe5cc",
                                                                                                                                                                "#55331a"), GROUND_3(
                                                                                                                                                                        "#f4efaa",
                                                                                                                                                                        "#4a4413"), GROUND_4(
                                                                                                                                                                                "#d6f5d6",
                                                                                                                                                                                "#1e4a2a"), GROUND_5(
                                                                                                                                                                                        "#cdf3f3",
                                                                                                                                                                                        "#14474c"), GROUND_6(
                                                                                                                                                                                                "#d6e8ff",
                                                                                                                                                                                                "#1d3f66"), GROUND_7(
                                                                                                                                                                                                        "#e6ddff",
                                                                                                                                                                                                        "#3b2f6b"), GROUND_8(
                                                                                                                                                                                                                "#ffdcf0",
                                                                                                                                                                                                                "#582448"), GROUND_9(
                                                                                                                                                                                                                        "#e3e6ea",
                                                                                                                                                                                                                        "#3a424c");

        private final String light;
        private final String dark;

        Token(String light, String dark) {
            this.light = light;
            this.dark = dark;
        }

        /** Its name in the style sheets. */
        public String css() {
            return "-tw-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Color color(Token token) {
        return Color.web(hex(token));
    }

    public String hex(Token token) {
        return this == LIGHT ? token.light : token.dark;
    }

    /** AtlantaFX's looked-up colours in our terms, so that every control of the base takes our look. */
    private static final Map<String, Token> BASE = Map.ofEntries(Map.entry("-color-fg-default", Token.TEXT),
            Map.entry("-color-fg-muted", Token.MUTED), Map.entry("-color-fg-subtle", Token.MUTED),
            Map.entry("-color-fg-emphasis", Token.ON_ACCENT), Map.entry("-color-bg-default", Token.BACKGROUND),
            Map.entry("-color-bg-overlay", Token.RAISED), Map.entry("-color-bg-subtle", Token.SURFACE),
            Map.entry("-color-bg-inset", Token.SURFACE), Map.entry("-color-border-default", Token.LINE),
            Map.entry("-color-border-muted", Token.LINE), Map.entry("-color-border-subtle", Token.LINE),
            Map.entry("-color-shadow-default", Token.LINE), Map.entry("-color-neutral-emphasis-plus", Token.TEXT),
            Map.entry("-color-neutral-emphasis", Token.MUTED), Map.entry("-color-neutral-muted", Token.LINE),
            Map.entry("-color-neutral-subtle", Token.HOVER), Map.entry("-color-accent-fg", Token.ACCENT),
            Map.entry("-color-accent-emphasis", Token.ACCENT), Map.entry("-color-accent-muted", Token.SELECTION),
            Map.entry("-color-accent-subtle", Token.SELECTION), Map.entry("-color-success-fg", Token.GOOD),
            Map.entry("-color-success-emphasis", Token.GOOD), Map.entry("-color-warning-fg", Token.WARNING),
            Map.entry("-color-warning-emphasis", Token.WARNING), Map.entry("-color-warning-subtle",
                    Token.WARNING_GROUND),
            Map.entry("-color-danger-fg", Token.DANGER), Map.entry("-color-danger-emphasis", Token.DANGER),
            Map.entry("-color-danger-subtle", Token.DANGER_GROUND));

    /** A style sheet that defines the tokens and gives them to the base. */
    String stylesheet() {
        StringBuilder css = new StringBuilder(".root {\n");
        for (Token token : Token.values()) {
            css.append(token.css()).append(": ").append(hex(token)).append(";\n");
        }
        BASE.forEach((name, token) -> css.append(name).append(": ").append(hex(token)).append(";\n"));
        css.append("-tw-shadow: ").append(this == LIGHT ? "rgba(31,35,40,0.18)" : "rgba(0,0,0,0.6)").append(";\n");
        css.append("-tw-veil: ").append(this == LIGHT ? "rgba(31,35,40,0.35)" : "rgba(0,0,0,0.55)").append(";\n");
        return css.append("}\n").toString();
    }
}
