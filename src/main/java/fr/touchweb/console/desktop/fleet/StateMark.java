package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.Health;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A state as a shape as well as a colour; always beside its word. */
final class StateMark extends Region {
    StateMark() {
        getStyleClass().add("state-mark");
    }

    void show(Health.State state) {
        for (Health.State each : Health.State.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(each.id()), each == state);
        }
    }
}
