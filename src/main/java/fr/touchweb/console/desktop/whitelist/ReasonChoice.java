package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.confirm.View;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The reasons of the second confirmation, of which one is chosen. None is chosen at first. */
final class ReasonChoice extends VBox {
    private final Words words;
    private final IntConsumer whenChosen;
    private List<RadioButton> buttons = List.of();

    /** @param whenChosen is told which one, by its place */
    ReasonChoice(Words words, IntConsumer whenChosen) {
        this.words = words;
        this.whenChosen = whenChosen;
        getStyleClass().add("wl-reasons");
        setId("second-reasons");
    }

    void show(View.@Nullable Reasons reasons) {
        getChildren().clear();
        buttons = List.of();
        if (reasons == null) {
            return;
        }
        Label question = Widgets.label(words.get(reasons.text()), "wl-question");
        question.setWrapText(true);
        ToggleGroup group = new ToggleGroup();
        buttons = reasons.options().stream().map(option -> {
            RadioButton button = new RadioButton(words.get(option));
            button.setToggleGroup(group);
            button.setUserData(option.key());
            return button;
        }).toList();
        group.selectedToggleProperty().addListener((p, before, now) -> {
            if (now instanceof RadioButton chosen) {
                whenChosen.accept(buttons.indexOf(chosen));
            }
        });
        getChildren().add(question);
        getChildren().addAll(buttons);
    }

    /** Where Tab stops: at the chosen one, else at the first; the arrows go from one to the next. */
    Optional<Node> stop() {
        return buttons.stream().filter(RadioButton::isSelected).findFirst().or(() -> buttons.stream().findFirst())
                .map(Node.class::cast);
    }

    boolean holds(@Nullable Node node) {
        return node instanceof RadioButton button && buttons.contains(button);
    }
}
