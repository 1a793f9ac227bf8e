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
    private String style = "";
    private boolean muted;

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
        Content now = empty || view == null ? null : content.apply(view);
        // Each change of a style class or a graphic makes the style sheet be read again: only what differs is changed.
        muted(now != null && now.muted());
        setText(now == null ? null : now.text());
        if (now == null || now.badge() == null) {
            if (getGraphic() != null) {
                setGraphic(null);
            }
            return;
        }
        badge.setText(now.badge());
        if (!now.style().equals(style)) {
            style = now.style();
            badge.getStyleClass().setAll("label", "badge", style);
        }
        if (getGraphic() == null) {
            setGraphic(badge);
        }
    }

    private void muted(boolean wanted) {
        if (wanted != muted) {
            muted = wanted;
            if (wanted) {
                getStyleClass().add("muted");
            } else {
                getStyleClass().remove("muted");
            }
        }
    }
}
