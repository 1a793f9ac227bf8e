package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.Health;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.desktop.shell.Words;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The state of a server: a mark with a shape of its own, and its word; the reason in the tooltip. */
final class StateCell extends TableCell<ServerView, ServerView> {
    private final Words words;
    private final Region mark = new Region();
    private final Tooltip reason = new Tooltip();
    private Health.@Nullable State shown;

    StateCell(Words words) {
        this.words = words;
        mark.getStyleClass().add("state-mark");
        getStyleClass().add("edge");
        setGraphicTextGap(6);
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        if (empty || view == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            shown = null;
            return;
        }
        Health.State state = view.health().state();
        if (state != shown) {
            mark.getStyleClass().setAll("state-mark", Tones.mark(state));
            setText(words.get("fleet.state." + state.id()));
            setGraphic(mark);
            shown = state;
        }
        reason.setText(words.get(view.health().reason()));
        setTooltip(reason);
    }
}
