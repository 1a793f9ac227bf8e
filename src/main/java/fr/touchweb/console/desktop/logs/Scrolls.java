package fr.touchweb.console.desktop.logs;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** Scroll panes whose content changes all the time. */
final class Scrolls {
    private Scrolls() {}

    /** A vertical one. The skin keeps a bitmap of the content, which would be made anew at each change: not here. */
    static ScrollPane of(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.skinProperty().addListener((skin, before, now) -> {
            Node viewport = pane.lookup(".viewport");
            if (viewport != null) {
                viewport.setCache(false);
            }
        });
        return pane;
    }
}
