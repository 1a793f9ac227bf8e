package fr.touchweb.console.desktop.account;

import fr.touchweb.console.core.account.vault.Passwords;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.SecretField;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The vault on the person's page: made, opened, filled, closed. */
final class VaultPane extends VBox {
    private static final double FIELD = 260;

    private final VaultModel model;
    private final Desk desk;
    private final Words words;
    private final FactorBox factor;
    private final HandOverBox handOver;
    private final SecretClipboard clipboard = new SecretClipboard();
    private final Listening listening = new Listening();
    private final Label problem = Widgets.label("", "danger");
    private final VBox body = new VBox(12);

    VaultPane(VaultModel model, Desk desk) {
        super(12);
        this.model = model;
        this.desk = desk;
        words = desk.words();
        factor = new FactorBox(model, desk);
        handOver = new HandOverBox(model, desk);
        problem.setId("vault-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        getChildren().addAll(problem, body);
        body.disableProperty().bind(model.busyProperty());
        listening.now(model.problemProperty(), wrong -> {
            problem.setVisible(wrong != null);
            problem.setText(wrong == null ? "" : words.get(wrong));
        });
        listening.now(model.shownProperty(), this::show);
    }

    void release() {
        listening.stop();
        clipboard.clear();
    }

    private void show(VaultModel.Shown now) {
        body.getChildren().setAll(switch (now.state()) {
            case ABSENT -> absent();
            case CLOSED -> closed();
            case WANTS_CODE -> wantsCode();
            case OPEN -> open(now);
        });
    }

    private List<Node> absent() {
        SecretField password = new SecretField("vault-new", words.get("vault.password.new"));
        SecretField again = new SecretField("vault-again", words.get("vault.password.again"));
        Label strength = Widgets.label("", "muted");
        strength.setId("vault-strength");
        BooleanBinding good = strongAndSame(password, again, strength);
        Button create = Widgets.button("vault-create", words.get("vault.create"), () -> {
            again.clear();
            model.create(password.take(), () -> {});
        });
        create.disableProperty().bind(good.not());
        again.setOnAction(event -> create.fire());
        return List.of(wrapped(words.get("vault.absent", model.file(), model.policy().passwordBits())),
                line(sized(password), sized(again), create), strength);
    }

    private BooleanBinding strongAndSame(SecretField password, SecretField again, Label strength) {
        Runnable measure = () -> {
            char[] typed = password.typed();
            int bits = Passwords.bits(typed);
            Arrays.fill(typed, '\0');
            boolean enough = bits >= model.policy().passwordBits();
            strength.setText(typed.length == 0
                    ? ""
                    : words.get(enough ? "vault.strong" : "vault.weak", bits,
                            model.policy().passwordBits()));
        };
        password.textProperty().addListener((p, before, after) -> measure.run());
        return Bindings.createBooleanBinding(() -> {
            char[] first = password.typed();
            char[] second = again.typed();
            boolean good = Arrays.equals(first, second) && Passwords.bits(first) >= model.policy().passwordBits();
            Arrays.fill(first, '\0');
            Arrays.fill(second, '\0');
            return good;
        }, password.textProperty(), again.textProperty());
    }

    private List<Node> closed() {
        SecretField password = new SecretField("vault-password", words.get("vault.password"));
        Button open = Widgets.button("vault-open", words.get("vault.open"), () -> model.open(password.take()));
        open.disableProperty().bind(password.textProperty().isEmpty());
        password.setOnAction(event -> open.fire());
        HBox line = new HBox(8, sized(password), open);
        if (model.transfers().hasKeyring()) {
            line.getChildren().add(
                    Widgets.button("vault-keyring-open", words.get("vault.keyring.open"),
                            model.transfers()::openByKeyring));
        }
        return List.of(wrapped(words.get("vault.closed", model.file())), Widgets.styled(line, "account-line"));
    }

    private List<Node> wantsCode() {
        TextField code = new TextField();
        code.setId("vault-code");
        code.setPromptText(words.get("vault.code"));
        code.setAccessibleText(words.get("vault.code"));
        Button confirm = Widgets.button("vault-confirm", words.get("vault.confirm"),
                () -> model.confirm(code.getText()));
        confirm.disableProperty().bind(code.textProperty().isEmpty());
        code.setOnAction(event -> confirm.fire());
        return List.of(wrapped(words.get("vault.wantsCode")),
                line(sized(code), confirm, Widgets.button("vault-close", words.get("vault.close"), model::close)));
    }

    private List<Node> open(VaultModel.Shown now) {
        VBox items = new VBox();
        items.setId("vault-items");
        now.items().forEach(item -> items.getChildren().add(item(item)));
        now.remembered().forEach(name -> items.getChildren().add(remembered(name)));
        if (items.getChildren().isEmpty()) {
            items.getChildren().add(Widgets.label(words.get("vault.empty"), "muted"));
        }
        FlowPane foot = new FlowPane(8, 8, Widgets.button("vault-close", words.get("vault.close"), model::close),
                Widgets.button("vault-change", words.get("vault.change"), this::changePassword), handOver.receive());
        foot.getChildren().addAll(factor.buttons(now.recoveryCodes()));
        foot.getChildren().addAll(new KeyringButtons(model, desk).buttons());
        return List.of(items, adding(), foot);
    }

    private Node item(VaultItem item) {
        Button copy = Widgets.iconButton(Feather.COPY, words.get("vault.copy", model.policy().clipboardSeconds()));
        copy.setOnAction(event -> model.take(item.name(),
                secret -> clipboard.put(secret, model.policy().clipboardSeconds())));
        Button remove = Widgets.iconButton(Feather.TRASH_2, words.get("vault.remove"));
        remove.setOnAction(event -> desk.dialogs().ask(Question.of(Message.of("vault.remove.title"),
                Message.of("vault.remove.subject", item.name()), List.of(Message.of("vault.remove.line")),
                Choice.safe("keep", Message.of("vault.remove.keep")),
                Choice.danger("remove", Message.of("vault.remove.really"))), answer -> {
                    if (answer.equals("remove")) {
                        model.remove(item.name());
                    }
                }));
        String about = item.user().isEmpty() ? item.note() : item.user() + " " + item.note();
        return row(item.name(), about.strip(), words.get("vault.changed", words.formats().dateTime(item.changed())),
                copy, handOver.give(item.name()), remove);
    }

    private Node remembered(String name) {
        Button keep = new Button(words.get("vault.keepRemembered"));
        keep.setOnAction(event -> model.keepRemembered(name));
        return row(name, "", words.get("vault.inMemory"), keep);
    }

    private static Node row(String name, String about, String state, Button... actions) {
        Label title = Widgets.label(name, "machine");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label more = Widgets.label(about, "muted");
        HBox row = new HBox(12, title, more, Widgets.grow(), Widgets.label(state, "muted"));
        row.getChildren().addAll(actions);
        return Widgets.styled(row, "vault-row");
    }

    private Node adding() {
        TextField name = field("vault-name", "vault.name");
        TextField user = field("vault-user", "vault.user");
        SecretField secret = new SecretField("vault-secret", words.get("vault.secret"));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button make = Widgets.iconButton(Feather.REFRESH_CW,
                words.get("vault.generate", model.policy().generatedLength()));
        make.setId("vault-generate");
        make.setOnAction(event -> {
            char[] made = model.generated();
            secret.setText(String.valueOf(made));
            Arrays.fill(made, '\0');
        });
        Button keep = Widgets.button("vault-keep", words.get("vault.keep"), () -> model.keep(name.getText().strip(),
                user.getText().strip(), "", secret.take(), () -> {
                    name.clear();
                    user.clear();
                }));
        keep.disableProperty().bind(name.textProperty().isEmpty().or(secret.textProperty().isEmpty()));
        secret.setOnAction(event -> keep.fire());
        return line(name, user, secret, make, keep);
    }

    private void changePassword() {
        SecretField old = new SecretField("vault-old", words.get("vault.password"));
        SecretField fresh = new SecretField("vault-fresh", words.get("vault.password.new"));
        SecretField again = new SecretField("vault-fresh-again", words.get("vault.password.again"));
        Label strength = Widgets.label("", "muted");
        desk.dialogs().open(Question.of(Message.of("vault.change"), null, List.of(Message.of("vault.change.line")),
                Choice.safe("stay", Message.of("vault.change.stay")),
                Choice.normal("change", Message.of("vault.change.really"))), new VBox(8, old, fresh, again, strength),
                old, strongAndSame(fresh, again, strength), answer -> {
                    again.clear();
                    if (answer.equals("change")) {
                        model.changePassword(old.take(), fresh.take(), () -> {});
                    } else {
                        old.clear();
                        fresh.clear();
                    }
                });
    }

    private TextField field(String id, String key) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(words.get(key));
        field.setAccessibleText(words.get(key));
        return field;
    }

    private static TextField sized(TextField field) {
        field.setPrefWidth(FIELD);
        return field;
    }

    private static Node line(Node... nodes) {
        return Widgets.styled(new HBox(8, nodes), "account-line");
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }
}
