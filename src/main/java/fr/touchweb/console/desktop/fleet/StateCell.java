package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.Health;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.desktop.shell.Words;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The state of a server: a mark with a shape of its own, and its word; the reason in the tooltip. */
final class StateCell extends TableCell<ServerView, ServerView> {
    private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");

    private final Words words;
    private final StateMark mark = new StateMark();
    private final Tooltip reason = new Tooltip();
    private Health.@Nullable State shown;
    private boolean production;

    StateCell(Words words) {
        this.words = words;
        getStyleClass().add("edge");
        setGraphicTextGap(6);
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        // On this cell and not on the row, whose whole inside would be styled anew with it.
        boolean now = !empty && view != null && view.server().isProduction();
        if (now != production) {
            production = now;
            pseudoClassStateChanged(PRODUCTION, now);
            applyCss();
        }
        if (empty || view == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            shown = null;
            return;
        }
        Health.State state = view.health().state();
        if (state != shown) {
            mark.show(state);
            mark.applyCss();
            setText(words.get("fleet.state." + state.id()));
            shown = state;
        }
        setGraphic(mark);
        reason.setText(words.get(view.health().reason()));
        setTooltip(reason);
    }
}
