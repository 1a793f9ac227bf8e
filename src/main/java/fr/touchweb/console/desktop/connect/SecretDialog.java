package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.SecretSource.Prompt;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.SecretRequest.SecretAnswer;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Dialogs;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Draws {@link SecretRequest}s: a field for each prompt, hidden unless the server says that it may be seen. */
final class SecretDialog {
    private static final String CANCEL = "secret-cancel";
    private static final String LOGIN = "secret-login";

    private final Dialogs dialogs;
    private final Words words;
    private final Executor screen;

    SecretDialog(Dialogs dialogs, Words words, Executor screen) {
        this.dialogs = dialogs;
        this.words = words;
        this.screen = screen;
    }

    void show(SecretRequest request) {
        if (request.answer().isDone()) {
            return; // cancelled before it could be shown
        }
        List<TextField> fields = new ArrayList<>();
        VBox body = new VBox(8);
        for (int i = 0; i < request.prompts().size(); i++) {
            Prompt prompt = request.prompts().get(i);
            TextField field = prompt.echo() ? new TextField() : new PasswordField();
            field.setId("secret-" + i);
            Label label = new Label(request.ours() == null ? prompt.text() : words.get(request.ours()));
            label.setWrapText(true);
            label.setLabelFor(field);
            field.setAccessibleText(label.getText());
            body.getChildren().addAll(label, field);
            fields.add(field);
        }
        for (int i = 0; i < fields.size(); i++) {
            Node next = i + 1 < fields.size() ? fields.get(i + 1) : null;
            fields.get(i).setOnAction(event -> {
                if (next != null) {
                    next.requestFocus();
                } else if (body.getScene().lookup("#choice-" + LOGIN) instanceof Button button) {
                    button.fire();
                }
            });
        }
        List<Message> lines = new ArrayList<>();
        if (request.again()) {
            lines.add(Message.of("ssh.dialog.again"));
        }
        if (request.ours() == null && !request.instruction().isEmpty()) {
            lines.add(Message.of("ssh.dialog.serverSays", request.instruction()));
        }
        Question question = Question.of(request.title(), Message.of("ssh.dialog.subject", request.subject()), lines,
                Choice.safe(CANCEL, Message.of("ssh.dialog.cancelLogin")),
                Choice.normal(LOGIN, Message.of("ssh.dialog.login")));
        Dialogs.Open open = dialogs.open(question, body, fields.isEmpty() ? null : fields.getFirst(), null, answer -> {
            SecretAnswer given = answer.equals(LOGIN) ? taken(fields) : null;
            fields.forEach(TextField::clear);
            if (!request.answer().complete(given) && given != null) {
                given.values().forEach(value -> java.util.Arrays.fill(value, '\0'));
            }
        });
        request.answer().whenComplete((given, error) -> screen.execute(open::cancel));
    }

    private static SecretAnswer taken(List<TextField> fields) {
        List<char[]> values = new ArrayList<>();
        for (TextField field : fields) {
            CharSequence typed = field.getCharacters(); // not a String, which could not be wiped
            char[] value = new char[typed.length()];
            for (int i = 0; i < value.length; i++) {
                value[i] = typed.charAt(i);
            }
            values.add(value);
        }
        return new SecretAnswer(values);
    }
}
