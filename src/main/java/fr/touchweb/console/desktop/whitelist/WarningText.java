package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.desktop.widget.Widgets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;

/** Text of mode TW that counts as read once its end was on screen. */
final class WarningText extends ScrollPane {
    private static final double END = 0.99;

    private final Label text = Widgets.label("");
    private final Runnable whenRead;

    WarningText(Runnable whenRead) {
        this.whenRead = whenRead;
        text.setWrapText(true);
        getStyleClass().add("wl-warning");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setContent(text);
        setId("wl-warning");
        vvalueProperty().addListener((p, before, now) -> look());
        viewportBoundsProperty().addListener((p, before, now) -> look());
        text.heightProperty().addListener((p, before, now) -> look());
    }

    void show(String words) {
        text.setText(words);
    }

    void reset() {
        text.setText("");
        setVvalue(0);
    }

    private void look() {
        double height = getViewportBounds().getHeight();
        boolean whole = height > 0 && text.getHeight() > 0 && text.getHeight() <= height;
        if (!text.getText().isEmpty() && (whole || getVvalue() >= END)) {
            whenRead.run();
        }
    }
}
