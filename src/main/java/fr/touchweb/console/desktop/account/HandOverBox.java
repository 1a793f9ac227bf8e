package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.SecretField;
import fr.touchweb.console.desktop.widget.Widgets;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/** Secrets that are given to somebody else in a sealed file, or come from somebody (H18, H20). */
final class HandOverBox {
    private static final String SUFFIX = "*.twh";

    private final VaultModel model;
    private final Desk desk;
    private final Words words;

    HandOverBox(VaultModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        words = desk.words();
    }

    /** Gives one secret of the vault away. */
    Button give(String name) {
        Button give = Widgets.iconButton(Feather.SEND, words.get("vault.handOver.give"));
        give.getStyleClass().add("vault-give");
        give.setOnAction(event -> {
            FileChooser chooser = chooser("vault.handOver.give");
            chooser.setInitialFileName("remise.twh");
            File chosen = chooser.showSaveDialog(give.getScene().getWindow());
            if (chosen != null) {
                give(name, chosen.toPath());
            }
        });
        return give;
    }

    void give(String name, Path file) {
        model.transfers().handOver(name, file, password -> {
            TextField shown = new TextField(String.valueOf(password));
            Arrays.fill(password, '\0');
            shown.setId("hand-over-password");
            shown.setEditable(false);
            shown.getStyleClass().add("mono");
            shown.setAccessibleText(words.get("vault.handOver.password"));
            desk.dialogs().open(
                    Question.of(Message.of("vault.handOver.done"), Message.of("vault.remove.subject", file.toString()),
                            List.of(Message.of("vault.handOver.done.line", model.policy().handOverDays())),
                            Choice.safe("seen", Message.of("vault.handOver.seen"))),
                    shown, shown, null,
                    answer -> shown.clear());
        });
    }

    /** Takes what somebody gave. */
    Button receive() {
        Button receive = Widgets.button("vault-receive", words.get("vault.handOver.receive"), () -> {});
        receive.setOnAction(event -> {
            File chosen = chooser("vault.handOver.receive").showOpenDialog(receive.getScene().getWindow());
            if (chosen != null) {
                receive(chosen.toPath());
            }
        });
        return receive;
    }

    void receive(Path file) {
        SecretField password = new SecretField("hand-over-given", words.get("vault.handOver.password"));
        desk.dialogs().open(
                Question.of(Message.of("vault.handOver.receive"), Message.of("vault.remove.subject", file.toString()),
                        List.of(Message.of("vault.handOver.receive.line")),
                        Choice.safe("leave", Message.of("vault.handOver.leave")),
                        Choice.normal("take", Message.of("vault.handOver.take"))),
                new VBox(password), password,
                password.textProperty().isNotEmpty(), answer -> {
                    char[] given = password.take();
                    if (answer.equals("take")) {
                        model.transfers().receive(file, given);
                    } else {
                        Arrays.fill(given, '\0');
                    }
                });
    }

    private FileChooser chooser(String key) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.get(key));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(words.get("vault.handOver.file"), SUFFIX));
        return chooser;
    }
}
