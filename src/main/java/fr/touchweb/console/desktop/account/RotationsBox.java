package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.Rotations;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Reminds who looks after the fleet of passwords that somebody may still know (L41). */
final class RotationsBox extends VBox {
    /** @param done hears of an access whose passwords were changed */
    RotationsBox(List<Rotations.Due> due, Words words, Consumer<Rotations.Due> done) {
        super(8);
        setId("account-rotations");
        Label why = new Label(words.get("account.rotations.why"));
        why.setWrapText(true);
        getChildren().add(why);
        for (Rotations.Due access : due) {
            Button changed = new Button(words.get("account.rotations.done"));
            changed.setOnAction(event -> done.accept(access));
            HBox row = new HBox(12, Widgets.label(access.account().login(), "machine"),
                    Widgets.label(String.join(", ", access.grant().servers()), "muted"), Widgets.grow(),
                    Widgets.badge(words.get("account.until.ended", words.formats().date(access.ended())), "warning"),
                    changed);
            getChildren().add(Widgets.styled(row, "vault-row"));
        }
    }
}
