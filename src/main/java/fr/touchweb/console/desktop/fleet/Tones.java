package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.eol.Tone;
import fr.touchweb.console.core.fleet.health.Health;

/** Style classes of states and tones. */
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

    /** Gives a shape of its own as well as a colour. */
    static String mark(Health.State state) {
        return switch (state) {
            case HEALTHY -> "healthy";
            case ATTENTION -> "attention";
            case DOWN -> "down";
            case UNKNOWN -> "unknown";
        };
    }
}
