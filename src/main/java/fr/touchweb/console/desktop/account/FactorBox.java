package fr.touchweb.console.desktop.account;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** The vault's second factor: a picture for the authenticator and the recovery codes, both shown once. */
final class FactorBox {
    private static final int PICTURE = 200;

    private final VaultModel model;
    private final Desk desk;
    private final Words words;

    FactorBox(VaultModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        words = desk.words();
    }

    /** @param recoveryCodes that are left, empty without a second factor */
    List<Node> buttons(Optional<Integer> recoveryCodes) {
        if (recoveryCodes.isEmpty()) {
            Button add = new Button(words.get("vault.factor.add"));
            add.setId("vault-factor-add");
            add.setOnAction(event -> model.proposeFactor(this::propose));
            return List.of(add);
        }
        Button remove = new Button(words.get("vault.factor.remove"));
        remove.setId("vault-factor-remove");
        remove.setOnAction(event -> desk.dialogs().ask(Question.of(Message.of("vault.factor.remove"), null,
                List.of(Message.of("vault.factor.remove.line")),
                Choice.safe("keep", Message.of("vault.factor.keep")),
                Choice.danger("remove", Message.of("vault.factor.remove.really"))), answer -> {
                    if (answer.equals("remove")) {
                        model.removeFactor();
                    }
                }));
        return List.of(remove, Widgets.label(words.get("vault.factor.left", recoveryCodes.get()), "muted"));
    }

    private void propose(Vault.Proposal proposal) {
        TextField code = new TextField();
        code.setId("vault-first-code");
        code.setPromptText(words.get("vault.code.first"));
        code.setAccessibleText(words.get("vault.code.first"));
        TextField typed = new TextField(grouped(proposal.typed()));
        typed.setEditable(false);
        typed.getStyleClass().add("mono");
        typed.setAccessibleText(words.get("vault.factor.typed"));
        TextArea codes = new TextArea(String.join("\n", proposal.recoveryCodes()));
        codes.setEditable(false);
        codes.setPrefRowCount(10);
        codes.setPrefColumnCount(12);
        codes.getStyleClass().add("mono");
        codes.setAccessibleText(words.get("vault.factor.codes"));
        VBox right = new VBox(4, label("vault.factor.codes"), codes);
        VBox body = new VBox(8,
                new HBox(16, new VBox(4, label("vault.factor.scan"), picture(proposal.address())), right),
                label("vault.factor.typed"), typed, label("vault.code.first"), code);
        desk.dialogs().open(Question.of(Message.of("vault.factor.add"), null,
                List.of(Message.of("vault.factor.line")), Choice.safe("none", Message.of("vault.factor.none")),
                Choice.normal("accept", Message.of("vault.factor.accept"))), body, code,
                code.textProperty().isNotEmpty(), answer -> {
                    if (answer.equals("accept")) {
                        model.acceptFactor(proposal, code.getText(), () -> {});
                    }
                    code.clear();
                    typed.clear();
                    codes.clear();
                });
    }

    private Label label(String key) {
        Label label = Widgets.label(words.get(key), "muted");
        label.setWrapText(true);
        label.setMaxWidth(420);
        return label;
    }

    private static String grouped(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Black on white in both themes: that is what cameras read. */
    private static Node picture(String address) {
        try {
            BitMatrix dots = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, PICTURE, PICTURE);
            WritableImage image = new WritableImage(PICTURE, PICTURE);
            for (int y = 0; y < PICTURE; y++) {
                for (int x = 0; x < PICTURE; x++) {
                    image.getPixelWriter().setColor(x, y, dots.get(x, y) ? Color.BLACK : Color.WHITE);
                }
            }
            ImageView view = new ImageView(image);
            view.setId("vault-picture");
            return view;
        } catch (WriterException e) {
            throw new IllegalStateException("an address of this length fits into a picture", e);
        }
    }
}
