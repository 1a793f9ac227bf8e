package fr.touchweb.console.desktop.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.desktop.widget.Palette.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** Contrast of WCAG 2.2 (success criterion 1.4.3) and colours that the style sheets may name. */
class PaletteTest {
    private static final double ENOUGH = 4.5;
    private static final List<Token> GROUNDS = List.of(Token.BACKGROUND, Token.SURFACE, Token.RAISED, Token.SELECTION,
            Token.HOVER);

    @Test
    void textCanBeReadOnEveryGround() {
        List<String> weak = new ArrayList<>();
        for (Palette palette : Palette.values()) {
            for (Token text : List.of(Token.TEXT, Token.MUTED, Token.ACCENT, Token.GOOD, Token.WARNING,
                    Token.DANGER)) {
                for (Token ground : GROUNDS) {
                    check(weak, palette, text, ground);
                }
            }
            for (Token ground : Token.values()) {
                if (ground.name().startsWith("GROUND_")) {
                    check(weak, palette, Token.TEXT, ground);
                }
            }
            check(weak, palette, Token.TEXT, Token.HIT);
            check(weak, palette, Token.TEXT, Token.WARNING_GROUND);
            check(weak, palette, Token.TEXT, Token.DANGER_GROUND);
            check(weak, palette, Token.WARNING, Token.WARNING_GROUND);
            check(weak, palette, Token.DANGER, Token.DANGER_GROUND);
            check(weak, palette, Token.ON_ACCENT, Token.ACCENT);
        }
        assertEquals(List.of(), weak);
    }

    @Test
    void faintIsNotEnoughForText() {
        assertEquals(true, contrast(Palette.LIGHT.color(Token.FAINT), Palette.LIGHT.color(Token.SURFACE)) < ENOUGH,
                "if this became text, say so in ui.md");
    }

    @Test
    void styleSheetsNameOnlyColoursThatExist() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("-tw-shadow", "-tw-veil"));
        for (Token token : Token.values()) {
            known.add(token.css());
        }
        Set<String> unknown = new TreeSet<>();
        try (Stream<Path> sheets = Files.list(Path.of("resources/theme"))) {
            for (Path sheet : sheets.filter(f -> f.toString().endsWith(".css")).toList()) {
                String rules = Files.readString(sheet).replaceAll("(?s)/\\*.*?\\*/", "");
                Pattern.compile("(-tw-[a-z0-9-]+)\\s*:").matcher(rules).results()
                        .forEach(own -> known.add(own.group(1)));
                Matcher matcher = Pattern.compile("-tw-[a-z0-9-]+").matcher(rules);
                while (matcher.find()) {
                    if (!known.contains(matcher.group())) {
                        unknown.add(sheet.getFileName() + ": " + matcher.group());
                    }
                }
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void styleSheetsHoldNoColourOfTheirOwn() throws IOException {
        List<String> own = new ArrayList<>();
        try (Stream<Path> sheets = Files.list(Path.of("resources/theme"))) {
            for (Path sheet : sheets.filter(f -> f.toString().endsWith(".css")).toList()) {
                Matcher matcher = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(").matcher(Files.readString(sheet));
                while (matcher.find()) {
                    own.add(sheet.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertEquals(List.of(), own);
    }

    private static void check(List<String> weak, Palette palette, Token text, Token ground) {
        double contrast = contrast(palette.color(text), palette.color(ground));
        if (contrast < ENOUGH) {
            weak.add("%s: %s on %s has %.2f".formatted(palette, text, ground, contrast));
        }
    }

    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
