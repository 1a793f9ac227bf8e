package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Names;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Fields of a server, checked as they are typed; the connection can be tried before anything is saved. */
final class ServerForm extends Form {
    private final FleetModel model;
    private final Fleet fleet;
    private final @Nullable Server old;
    private final TextField id;
    private final TextField host;
    private final TextField port;
    private final TextField user;
    private final TextField jump;
    private final TextField hoster;
    private final TextField tags;
    private final ComboBox<Role> role = new ComboBox<>();
    private final ComboBox<Client> client = new ComboBox<>();

    /**
     * @param old the server to change, null for a new one
     */
    ServerForm(FleetModel model, Fleet fleet, @Nullable Server old, Words words) {
        super(words);
        this.model = model;
        this.fleet = fleet;
        this.old = old;
        id = field("fleet.form.id", "form-id", old == null ? "" : old.id(), this::wrongId);
        id.setDisable(old != null);
        host = field("fleet.form.host", "form-host", old == null ? "" : old.host(), Names::host);
        port = field("fleet.form.port", "form-port", old == null || old.port() == null ? "" : "" + old.port(),
                ServerForm::wrongPort);
        port.setPromptText("22");
        user = field("fleet.form.user", "form-user", old == null ? "" : Objects.requireNonNullElse(old.user(), ""),
                text -> text.isEmpty() ? null : Names.login(text));
        jump = field("fleet.form.jump", "form-jump", old == null ? "" : String.join(" ", old.jump()), this::wrongJump);
        role.getItems().setAll(Role.values());
        role.getItems().addFirst(null);
        role.setConverter(Widgets.showing(each -> each == null
                ? words.get("fleet.form.noRole")
                : words.get("fleet.role." + each.id())));
        role.setValue(old == null ? null : old.role());
        row("fleet.form.role", role);
        client.getItems().setAll(fleet.clients());
        client.getItems().addFirst(null);
        client.setConverter(Widgets.showing(each -> each == null ? words.get("fleet.form.noClient") : each.label()));
        client.setValue(old == null ? null : fleet.clientOf(old).orElse(null));
        row("fleet.form.client", client);
        hoster = field("fleet.form.hoster", "form-hoster",
                old == null ? "" : Objects.requireNonNullElse(old.hoster(), ""),
                text -> null);
        tags = field("fleet.form.tags", "form-tags", old == null ? "" : String.join(" ", old.tags()), text -> null);
        test();
        check();
    }

    private void test() {
        Button test = new Button(words().get("fleet.form.test"));
        test.setId("form-test");
        Label answer = Widgets.label("");
        answer.setWrapText(true);
        answer.setId("form-test-answer");
        test.disableProperty().bind(validProperty().not());
        test.setOnAction(event -> {
            answer.getStyleClass().setAll("label", "muted");
            answer.setText(words().get("fleet.form.testing"));
            model.reach().test(server(), outcome -> {
                switch (outcome) {
                    case Outcome.Success<Message>(Message said) -> {
                        answer.getStyleClass().setAll("label", "good");
                        answer.setText(words().get(said));
                    }
                    case Outcome.Failure<Message>(Throwable cause) -> {
                        answer.getStyleClass().setAll("label", "danger");
                        answer.setText(words().get(FleetModel.words(cause)));
                    }
                    case Outcome.Cancelled<Message> cancelled -> answer.setText("");
                }
            });
        });
        line(test, answer);
    }

    /** The server as the fields say; ask only while the form is valid. */
    Server server() {
        Client chosen = client.getValue();
        String clientId = chosen == null ? null : chosen.id();
        Integer number = port.getText().isBlank() ? null : Integer.valueOf(port.getText().strip());
        List<String> jumps = words(jump.getText());
        List<String> labels = words(tags.getText());
        if (old == null) {
            return new Server(id.getText().strip(), clientId, role.getValue(), host.getText().strip(), number,
                    orNull(user.getText()), jumps, orNull(hoster.getText()), null, labels, List.of(), null, List.of(),
                    null);
        }
        return new Server(old.id(), clientId, role.getValue(), host.getText().strip(), number, orNull(user.getText()),
                jumps, orNull(hoster.getText()), old.isVirtual(), labels, old.logs(), old.binlogs(), old.whitelists(),
                old.mirror());
    }

    TextField first() {
        return old == null ? id : host;
    }

    private @Nullable Message wrongId(String text) {
        Message wrong = Names.id(text);
        return wrong == null && old == null && fleet.server(text).isPresent()
                ? Message.of("fleet.form.taken", text)
                : wrong;
    }

    private static @Nullable Message wrongPort(String text) {
        return text.isEmpty()
                ? null
                : text.matches("\\d{1,5}") ? Names.port(Integer.parseInt(text)) : Message.of("fleet.check.port", text);
    }

    private @Nullable Message wrongJump(String text) {
        return words(text).stream().filter(each -> fleet.server(each).isEmpty()).findFirst()
                .map(each -> Message.of("fleet.check.noServer", each)).orElse(null);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("[\\s,]+")).filter(each -> !each.isEmpty()).distinct().toList();
    }
}
