package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.Locale;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** One fact as text; its tone is a pseudo-class, for the reason that {@link BadgeCell} gives. */
final class FactCell extends TableCell<ServerView, ServerView> {
    /** How a fact is meant. */
    enum Tone {
        PLAIN, MUTED, WARNING, DANGER;

        private final PseudoClass css = PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
    }

    record Content(String text, Tone tone) {
        static final Content EMPTY = new Content("", Tone.PLAIN);

        static Content plain(String text) {
            return new Content(text, Tone.PLAIN);
        }
    }

    private final Function<ServerView, Content> content;
    private Tone tone = Tone.PLAIN;

    FactCell(Function<ServerView, Content> content) {
        this.content = content;
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        Content now = empty || view == null ? Content.EMPTY : content.apply(view);
        setText(now.text());
        if (now.tone() != tone) {
            pseudoClassStateChanged(tone.css, false);
            pseudoClassStateChanged(now.tone().css, true);
            tone = now.tone();
            applyCss();
        }
    }
}
