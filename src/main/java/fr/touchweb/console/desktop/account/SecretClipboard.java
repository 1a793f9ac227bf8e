package fr.touchweb.console.desktop.account;

import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.util.Duration;

/**
 * Puts a secret on the clipboard for a few seconds, marked so that clipboard managers which heed the mark keep no history
 * of it (KDE's {@code x-kde-passwordManagerHint}). Taken away again only if it is still ours. JavaFX thread only.
 */
final class SecretClipboard {
    private static final DataFormat HINT = hint();

    private final PauseTransition limit = new PauseTransition();
    private String ours = "";

    private static DataFormat hint() {
        DataFormat known = DataFormat.lookupMimeType("x-kde-passwordManagerHint");
        return known == null ? new DataFormat("x-kde-passwordManagerHint") : known;
    }

    /** @param seconds after which it is taken away */
    void put(char[] secret, int seconds) {
        ours = String.valueOf(secret);
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, ours, HINT, "secret"));
        limit.setDuration(Duration.seconds(seconds));
        limit.setOnFinished(event -> clear());
        limit.playFromStart();
    }

    void clear() {
        limit.stop();
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!ours.isEmpty() && ours.equals(clipboard.getString())) {
            clipboard.clear();
        }
        ours = "";
    }
}
