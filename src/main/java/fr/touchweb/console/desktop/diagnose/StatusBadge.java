package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.redirect.Hop;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The status of a hop, in the colour of its class. */
final class StatusBadge extends Label {
    StatusBadge(Hop hop, HopWords words) {
        super(words.status(hop));
        getStyleClass().addAll("mono", "status-badge", HopWords.statusStyle(hop));
        setMinWidth(Region.USE_PREF_SIZE);
    }
}
