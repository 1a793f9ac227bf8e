package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** What a machine wrote or ran, in a box, with a button that copies it. */
final class CodeBox extends StackPane {
    private static final int LONGEST = 4_000;
    private static final double BUTTON = 20;

    /** @param muted whether it matters less than what stands around it */
    CodeBox(String text, boolean muted, String copyWords, Consumer<String> copy) {
        getStyleClass().addAll("code-box", "bin-code");
        Label label = Widgets.label(Looks.inert(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text),
                "mono");
        if (muted) {
            label.getStyleClass().add("muted");
        }
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        Button button = Widgets.iconButton(Feather.COPY, copyWords);
        button.getStyleClass().add("small");
        button.setOnAction(event -> copy.accept(text));
        StackPane.setAlignment(label, Pos.TOP_LEFT);
        StackPane.setMargin(label, new Insets(0, BUTTON, 0, 0));
        StackPane.setAlignment(button, Pos.TOP_RIGHT);
        getChildren().addAll(label, button);
    }
}
