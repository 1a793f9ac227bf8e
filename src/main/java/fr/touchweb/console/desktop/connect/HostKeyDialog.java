package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.hostkey.Fingerprints;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.KnownHost;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.HostKeyModel.FirstContact;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Dialogs;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Draws {@link HostKeyModel}: one dialog for all first contacts, whose focus is on stopping; and one for refused keys, which
 * offers nothing but to stop.
 */
final class HostKeyDialog {
    private static final String STOP = "host-key-stop";
    private static final String TRUST = "host-key-trust";
    private static final double LIST_HEIGHT = 260;

    private final HostKeyModel model;
    private final Dialogs dialogs;
    private final Words words;
    private Dialogs.@Nullable Open contactsOpen;
    private Dialogs.@Nullable Open refusedOpen;

    HostKeyDialog(HostKeyModel model, Dialogs dialogs, Words words) {
        this.model = model;
        this.dialogs = dialogs;
        this.words = words;
        model.contacts().addListener((ListChangeListener<FirstContact>) change -> contactsChanged());
        model.refused().addListener((ListChangeListener<HostKeyQuestion>) change -> refusedChanged());
    }

    private void contactsChanged() {
        if (model.contacts().isEmpty() && contactsOpen != null) {
            contactsOpen.cancel();
            contactsOpen = null;
        } else if (!model.contacts().isEmpty() && contactsOpen == null) {
            Question question = Question.of(Message.of("ssh.dialog.firstContact"), null,
                    List.of(Message.of("ssh.dialog.firstContact.why")),
                    Choice.safe(STOP, Message.of("ssh.dialog.firstContact.stop")),
                    Choice.danger(TRUST, Message.of("ssh.dialog.firstContact.trust")));
            ContactsBody body = new ContactsBody();
            contactsOpen = dialogs.open(question, body.node, null, model.acceptableProperty(), answer -> {
                contactsOpen = null;
                body.forget();
                if (answer.equals(TRUST)) {
                    model.accept();
                } else {
                    model.stop();
                }
            });
        }
    }

    /** List, command to compare with, and field to paste into; listens to the model as long as it is open. */
    private final class ContactsBody {
        private final VBox list = new VBox(10);
        private final Label result = new Label();
        private final ListChangeListener<FirstContact> contacts = change -> {
            while (change.next()) {
                if (change.wasAdded() || change.wasRemoved()) {
                    fill();
                    return;
                }
            }
        };
        private final ChangeListener<Comparison> comparison = (p, before, now) -> tell(now);
        private final Node node;

        ContactsBody() {
            list.setId("host-key-list");
            fill();
            model.contacts().addListener(contacts);
            TextField how = new TextField(howToCompare());
            how.setId("host-key-how");
            how.setEditable(false);
            how.getStyleClass().add("mono");
            Label howLabel = label("ssh.dialog.firstContact.how");
            howLabel.setLabelFor(how);
            TextField paste = new TextField();
            paste.setId("host-key-paste");
            paste.getStyleClass().add("mono");
            paste.setPromptText(words.get("ssh.dialog.firstContact.pasteHint"));
            paste.textProperty().bindBidirectional(model.pastedProperty());
            Label pasteLabel = label("ssh.dialog.firstContact.paste");
            pasteLabel.setLabelFor(paste);
            result.setId("host-key-result");
            result.setWrapText(true);
            tell(model.comparisonProperty().get());
            model.comparisonProperty().addListener(comparison);
            node = new VBox(8, scroll(list), howLabel, how, pasteLabel, paste, result);
        }

        void forget() {
            model.contacts().removeListener(contacts);
            model.comparisonProperty().removeListener(comparison);
        }

        private void fill() {
            list.getChildren().setAll(model.contacts().stream().map(HostKeyDialog.this::row).toList());
        }

        private void tell(Comparison now) {
            result.setText(now == Comparison.NONE
                    ? ""
                    : words.get("ssh.dialog.comparison." + now.name().toLowerCase(Locale.ROOT)));
            result.getStyleClass().removeAll("good", "danger");
            if (now != Comparison.NONE) {
                result.getStyleClass().add(now == Comparison.SAME ? "good" : "danger");
            }
        }
    }

    private Node row(FirstContact contact) {
        HostKeyQuestion question = contact.question();
        CheckBox tick = new CheckBox(words.get("ssh.dialog.firstContact.row", question.name(),
                question.address(), contact.key().typeName()));
        tick.selectedProperty().bindBidirectional(contact.trustedProperty());
        Label same = Widgets.badge(words.get("ssh.dialog.firstContact.same"), "good");
        same.visibleProperty().bind(contact.sameProperty());
        same.managedProperty().bind(contact.sameProperty());
        return new VBox(2, tick, fingerprint(contact.key()), same);
    }

    private String howToCompare() {
        return Fingerprints.commandFor(model.contacts().getFirst().key());
    }

    private void refusedChanged() {
        if (model.refused().isEmpty() && refusedOpen != null) {
            refusedOpen.cancel();
        }
        if (model.refused().isEmpty() || refusedOpen != null) {
            return;
        }
        VBox list = new VBox(14);
        list.setId("host-key-refused");
        Runnable fill = () -> list.getChildren().setAll(model.refused().stream().map(this::refusedRow).toList());
        fill.run();
        ListChangeListener<HostKeyQuestion> more = change -> fill.run();
        model.refused().addListener(more);
        Question question = Question.of(Message.of("ssh.dialog.refused"), null,
                List.of(Message.of("ssh.dialog.refused.why")),
                Choice.safe(STOP, Message.of("ssh.dialog.refused.stop")));
        refusedOpen = dialogs.open(question, scroll(list), null, null, answer -> {
            refusedOpen = null;
            model.refused().removeListener(more);
            model.seen();
        });
    }

    private Node refusedRow(HostKeyQuestion question) {
        VBox box = new VBox(2);
        box.getChildren().add(new Label(
                words.get("ssh.dialog.refused.row", question.name(), question.address())));
        Label reason = new Label(words.get(reason(question.verdict())));
        reason.setWrapText(true);
        box.getChildren().add(reason);
        box.getChildren().addAll(new Label(words.get("ssh.dialog.refused.shown", question.verdict().key().typeName())),
                fingerprint(question.verdict().key()));
        for (KnownHost known : knownOf(question.verdict())) {
            box.getChildren().addAll(
                    new Label(words.get("ssh.dialog.refused.known", known.place(), known.key().typeName())),
                    fingerprint(known.key()));
        }
        return box;
    }

    private static Message reason(HostKeyVerdict verdict) {
        return switch (verdict) {
            case HostKeyVerdict.Changed _ -> Message.of("ssh.dialog.refused.changed");
            case HostKeyVerdict.OtherTypeKnown _ -> Message.of("ssh.dialog.refused.otherType");
            case HostKeyVerdict.Revoked _ -> Message.of("ssh.dialog.refused.revoked");
            case HostKeyVerdict.BadCertificate(KeyBlob _, Message reason) ->
                Message.of("ssh.dialog.refused.certificate", reason);
            case HostKeyVerdict.Ok _,HostKeyVerdict.Unknown _ ->
                throw new IllegalArgumentException("not refused: " + verdict);
        };
    }

    private static List<KnownHost> knownOf(HostKeyVerdict verdict) {
        return switch (verdict) {
            case HostKeyVerdict.Changed(KeyBlob _, List<KnownHost> known) -> known;
            case HostKeyVerdict.OtherTypeKnown(KeyBlob _, List<KnownHost> known) -> known;
            case HostKeyVerdict.Revoked(KeyBlob _, KnownHost by) -> List.of(by);
            default -> List.of();
        };
    }

    /** To select and copy. */
    private Node fingerprint(KeyBlob key) {
        TextField field = new TextField(key.fingerprint());
        field.setAccessibleText(words.get("ssh.dialog.fingerprint"));
        field.setEditable(false);
        field.getStyleClass().addAll("mono", "host-key-fingerprint");
        return field;
    }

    private static ScrollPane scroll(VBox list) {
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(LIST_HEIGHT);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private Label label(String key) {
        Label label = new Label(words.get(key));
        label.setWrapText(true);
        return label;
    }
}
