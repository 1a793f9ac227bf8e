package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Names;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.math.BigDecimal;
import java.util.Objects;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Fields of a client. */
final class ClientForm extends Form {
    private final @Nullable Client old;
    private final TextField id;
    private final TextField name;
    private final TextField plan;
    private final TextField price;
    private final TextArea contacts;

    ClientForm(Fleet fleet, @Nullable Client old, Words words) {
        super(words);
        this.old = old;
        id = field("fleet.form.id", "form-id", old == null ? "" : old.id(), text -> {
            Message wrong = Names.id(text);
            return wrong == null && old == null && fleet.client(text).isPresent()
                    ? Message.of("fleet.form.taken", text)
                    : wrong;
        });
        id.setDisable(old != null);
        name = field("fleet.form.name", "form-name", old == null ? "" : Objects.requireNonNullElse(old.name(), ""),
                text -> null);
        plan = field("fleet.column.plan", "form-plan", old == null ? "" : Objects.requireNonNullElse(old.plan(), ""),
                text -> null);
        price = field("fleet.sheet.monthly", "form-price",
                old == null || old.monthlyPriceEuros() == null ? "" : old.monthlyPriceEuros().toPlainString(),
                text -> text.isEmpty() || text.matches("\\d{1,9}([.,]\\d{1,2})?")
                        ? null
                        : Message.of("fleet.query.noNumber", text));
        contacts = area("fleet.form.contacts", "form-contacts",
                old == null ? "" : ContactLines.text(old.contacts()), 3, ContactLines::problem);
        contacts.setPromptText(words.get("fleet.form.contactsPrompt"));
        check();
    }

    Client client() {
        String euros = orNull(price.getText());
        return new Client(id.getText().strip(), orNull(name.getText()), orNull(plan.getText()),
                euros == null ? null : new BigDecimal(euros.replace(',', '.')),
                ContactLines.read(contacts.getText()));
    }

    TextField first() {
        return old == null ? id : name;
    }
}
