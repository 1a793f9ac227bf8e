package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Dialogs;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for a login on the database server; what is typed is kept in memory only. */
final class LoginDialog {
    private static final String CANCEL = "login-cancel";
    private static final String ASK = "login-ask";

    private final Desk desk;
    private final Words words;

    /** What the login is for. */
    enum Purpose {
        NAMES, DECRYPT
    }

    LoginDialog(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Dialogs.Open open(Purpose purpose, String server, Consumer<DatabaseLogin> answer) {
        TextField user = new TextField();
        user.setId("login-user");
        PasswordField password = new PasswordField();
        password.setId("login-password");
        TextField address = new TextField();
        address.setId("login-address");
        address.setPromptText("/run/mysqld/mysqld.sock, 127.0.0.1:3306");
        VBox body = new VBox(8, label("binlogs.login.user", user), user, label("binlogs.login.password", password),
                password, label("binlogs.login.address", address), address);
        user.setOnAction(event -> password.requestFocus());
        password.setOnAction(event -> {
            if (body.getScene().lookup("#choice-" + ASK) instanceof Button button) {
                button.fire();
            }
        });
        Question question = Question.of(Message.of("binlogs.login.title." + purpose.name()),
                Message.of("binlogs.login.subject", server),
                List.of(Message.of("binlogs.login.text." + purpose.name())),
                Choice.safe(CANCEL, Message.of("binlogs.login.cancel")),
                Choice.normal(ASK, Message.of("binlogs.login.ask." + purpose.name())));
        return desk.dialogs().open(question, body, user, Bindings.isNotEmpty(user.textProperty()), choice -> {
            if (choice.equals(ASK)) {
                CharSequence typed = password.getCharacters(); // not a String, which could not be wiped
                char[] secret = new char[typed.length()];
                for (int i = 0; i < secret.length; i++) {
                    secret[i] = typed.charAt(i);
                }
                answer.accept(new DatabaseLogin(user.getText().strip(), secret,
                        address.getText().isBlank() ? null : address.getText().strip()));
            }
            password.clear();
        });
    }

    private Label label(String key, TextField field) {
        Label label = new Label(words.get(key));
        label.setLabelFor(field);
        field.setAccessibleText(label.getText());
        return label;
    }
}
