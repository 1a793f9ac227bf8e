package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.Objects;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/**
 * Text with an outlined word after it. A filter changes every cell of the table within one frame, so a cell keeps its nodes
 * and tells style sheets nothing but what differs: a style class or a node that comes or goes is looked up anew.
 */
final class BadgeCell extends TableCell<ServerView, ServerView> {
    private static final PseudoClass MUTED = PseudoClass.getPseudoClass("muted");

    private final Function<ServerView, Content> content;
    private final Label badge = new Label();
    private @Nullable PseudoClass tone;
    private boolean muted;

    /**
     * What a cell shows.
     *
     * @param badge null for none
     * @param style of the badge
     * @param muted whether the text itself is unknown
     */
    record Content(String text, @Nullable String badge, String style, boolean muted) {
        static final Content EMPTY = new Content("", null, "neutral", false);
    }

    BadgeCell(Function<ServerView, Content> content) {
        this.content = content;
        setContentDisplay(ContentDisplay.RIGHT);
        setGraphicTextGap(8);
        badge.getStyleClass().add("badge");
        setGraphic(badge);
        hide();
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        Content now = empty || view == null ? Content.EMPTY : content.apply(view);
        if (now.muted() != muted) {
            muted = now.muted();
            pseudoClassStateChanged(MUTED, muted);
            applyCss();
        }
        setText(now.text());
        if (now.badge() == null) {
            hide();
            return;
        }
        badge.setText(now.badge());
        PseudoClass wanted = PseudoClass.getPseudoClass(now.style());
        if (!Objects.equals(wanted, tone)) {
            if (tone != null) {
                badge.pseudoClassStateChanged(tone, false);
            }
            badge.pseudoClassStateChanged(wanted, true);
            tone = wanted;
            badge.applyCss();
        }
        badge.setMaxWidth(Label.USE_PREF_SIZE);
        badge.setMinWidth(Label.USE_PREF_SIZE);
        badge.setVisible(true);
    }

    /** Without width rather than unmanaged, which would take it out of the cell and style it anew when it comes back. */
    private void hide() {
        badge.setMinWidth(0);
        badge.setMaxWidth(0);
        badge.setVisible(false);
    }
}
