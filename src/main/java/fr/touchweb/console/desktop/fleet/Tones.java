package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.eol.Tone;

/** Style classes of tones. */
final class Tones {
    private Tones() {}

    static String style(Tone tone) {
        return switch (tone) {
            case GOOD -> "good";
            case WARNING -> "warning";
            case DANGER -> "danger";
            case UNKNOWN -> "neutral";
        };
    }
}
