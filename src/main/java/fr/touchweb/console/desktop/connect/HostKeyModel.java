package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.hostkey.Fingerprints;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Host keys that wait for the person. First contacts of several machines stand in one list, and only ticked ones are
 * accepted; refused keys stand in another, with nothing to accept. {@link #accepts} is called on any thread, all else
 * belongs to the JavaFX thread.
 */
public final class HostKeyModel implements HostKeyAsker {

    /** A machine that was met for the first time. */
    static final class FirstContact {
        private final HostKeyQuestion question;
        private final BooleanProperty trusted = new SimpleBooleanProperty(this, "trusted");
        private final BooleanProperty same = new SimpleBooleanProperty(this, "same");
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        private int waiting = 1;

        FirstContact(HostKeyQuestion question) {
            this.question = question;
        }

        HostKeyQuestion question() {
            return question;
        }

        KeyBlob key() {
            return question.verdict().key();
        }

        /** Whether the person ticked it. */
        BooleanProperty trustedProperty() {
            return trusted;
        }

        /** Whether the pasted fingerprint is this one. */
        BooleanProperty sameProperty() {
            return same;
        }

        private boolean isOf(HostKeyQuestion other) {
            return question.host().equals(other.host()) && question.port() == other.port()
                    && key().equals(other.verdict().key());
        }
    }

    private final Executor screen;
    private final ObservableList<FirstContact> contacts = FXCollections
            .observableArrayList(contact -> new javafx.beans.Observable[]{contact.trusted});
    private final ObservableList<HostKeyQuestion> refused = FXCollections.observableArrayList();
    private final StringProperty pasted = new SimpleStringProperty(this, "pasted", "");
    private final ReadOnlyObjectWrapper<Comparison> comparison = new ReadOnlyObjectWrapper<>(this, "comparison",
            Comparison.NONE);
    private final BooleanBinding acceptable = Bindings.createBooleanBinding(this::mayAccept, contacts, comparison);

    /** @param screen runs on the JavaFX thread */
    public HostKeyModel(Executor screen) {
        this.screen = screen;
        pasted.addListener((p, before, now) -> compare());
    }

    @Override
    public boolean accepts(HostKeyQuestion question) throws InterruptedException {
        if (!question.mayBeAccepted()) {
            screen.execute(() -> tell(question));
            return false;
        }
        CompletableFuture<FirstContact> shown = new CompletableFuture<>();
        screen.execute(() -> shown.complete(add(question)));
        FirstContact contact = null;
        try {
            contact = shown.get();
            return contact.answer.get();
        } catch (InterruptedException e) {
            shown.thenAccept(late -> screen.execute(() -> leave(late)));
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dialog failed", e);
        }
    }

    /** First contacts that wait for the person. */
    ObservableList<FirstContact> contacts() {
        return contacts;
    }

    /** Refused keys that the person has not yet seen. */
    ObservableList<HostKeyQuestion> refused() {
        return refused;
    }

    /** What the person pasted to compare. */
    StringProperty pastedProperty() {
        return pasted;
    }

    ReadOnlyObjectProperty<Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** Whether something is ticked and nothing pasted contradicts it. */
    BooleanBinding acceptableProperty() {
        return acceptable;
    }

    /** Trusts what is ticked and declines the rest. */
    void accept() {
        end(mayAccept());
    }

    /** Declines everything. */
    void stop() {
        end(false);
    }

    /** The person has seen the refused keys. */
    void seen() {
        refused.clear();
    }

    private boolean mayAccept() {
        return contacts.stream().anyMatch(contact -> contact.trusted.get())
                && comparison.get() != Comparison.DIFFERENT;
    }

    private void end(boolean acceptTicked) {
        List<FirstContact> all = List.copyOf(contacts);
        contacts.clear();
        pasted.set("");
        for (FirstContact contact : all) {
            contact.answer.complete(acceptTicked && contact.trusted.get());
        }
    }

    FirstContact add(HostKeyQuestion question) {
        for (FirstContact contact : contacts) {
            if (contact.isOf(question)) {
                contact.waiting++;
                return contact;
            }
        }
        FirstContact contact = new FirstContact(question);
        contacts.add(contact);
        compare();
        return contact;
    }

    private void leave(FirstContact contact) {
        contact.waiting--;
        if (contact.waiting == 0) {
            contacts.remove(contact);
        }
    }

    void tell(HostKeyQuestion question) {
        if (!refused.contains(question)) {
            refused.add(question);
        }
    }

    private void compare() {
        String text = pasted.get();
        Set<String> fingerprints = Fingerprints.in(text);
        boolean any = false;
        for (FirstContact contact : contacts) {
            boolean same = fingerprints.contains(contact.key().fingerprint());
            contact.same.set(same);
            any |= same;
            if (same) {
                contact.trusted.set(true);
            }
        }
        if (text.isBlank()) {
            comparison.set(Comparison.NONE);
        } else if (fingerprints.isEmpty()) {
            comparison.set(Comparison.NO_FINGERPRINT);
        } else {
            comparison.set(any ? Comparison.SAME : Comparison.DIFFERENT);
        }
    }
}
