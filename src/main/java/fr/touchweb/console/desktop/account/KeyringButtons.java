package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.scene.Node;

/** Lets the keyring of the desktop session open the vault, once the person read what that means. */
final class KeyringButtons {
    private final VaultModel model;
    private final Desk desk;

    KeyringButtons(VaultModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
    }

    /** Nothing where the policy or the machine has no keyring. */
    List<Node> buttons() {
        if (!model.transfers().mayUseKeyring()) {
            return List.of();
        }
        if (model.transfers().hasKeyring()) {
            return List.of(Widgets.button("vault-keyring-off", desk.words().get("vault.keyring.off"),
                    () -> model.transfers().useKeyring(false)));
        }
        return List.of(Widgets.button("vault-keyring-on", desk.words().get("vault.keyring.on"),
                () -> desk.dialogs().ask(Question.of(Message.of("vault.keyring.on"), null,
                        List.of(Message.of("vault.keyring.line")),
                        Choice.safe("without", Message.of("vault.keyring.without")),
                        Choice.normal("with", Message.of("vault.keyring.with"))), answer -> {
                            if (answer.equals("with")) {
                                model.transfers().useKeyring(true);
                            }
                        })));
    }
}
