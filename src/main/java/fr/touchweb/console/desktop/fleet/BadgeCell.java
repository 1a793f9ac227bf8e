package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** Text with an outlined word after it; one label for the life of the cell. */
final class BadgeCell extends TableCell<ServerView, ServerView> {
    private final Function<ServerView, Content> content;
    private final Label badge = new Label();

    /**
     * What a cell shows.
     *
     * @param badge null for none
     * @param style of the badge
     * @param muted whether the text itself is unknown
     */
    record Content(String text, @Nullable String badge, String style, boolean muted) {}

    BadgeCell(Function<ServerView, Content> content) {
        this.content = content;
        setContentDisplay(ContentDisplay.RIGHT);
        setGraphicTextGap(8);
        badge.setMinWidth(Label.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        getStyleClass().remove("muted");
        if (empty || view == null) {
            setText(null);
            setGraphic(null);
            return;
        }
        Content now = content.apply(view);
        setText(now.text());
        if (now.muted()) {
            getStyleClass().add("muted");
        }
        if (now.badge() == null) {
            setGraphic(null);
        } else {
            badge.setText(now.badge());
            badge.getStyleClass().setAll("label", "badge", now.style());
            setGraphic(badge);
        }
    }
}
