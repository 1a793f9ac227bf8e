package fr.touchweb.console.desktop.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.desktop.connect.HostKeyModel.FirstContact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostKeyModelTest {
    private final HostKeyModel model = new HostKeyModel(this::locked);

    private synchronized void locked(Runnable work) {
        work.run();
        notifyAll();
    }

    private synchronized void awaitContacts(int count) throws InterruptedException {
        while (model.contacts().size() != count) {
            wait();
        }
    }

    static HostKeyQuestion question(String host, int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        try {
            KeyBlob key = KeyBlob.of(new WireWriter().putText("ssh-ed25519").putString(bytes).toBytes());
            return new HostKeyQuestion(host, host + ".test", 22, new HostKeyVerdict.Unknown(key));
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Boolean> asks(HostKeyQuestion question) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(model.accepts(question));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static String print(HostKeyQuestion question) {
        return question.verdict().key().fingerprint();
    }

    @Test
    void onlyTickedKeysAreTrusted() throws Exception {
        CompletableFuture<Boolean> one = asks(question("web1", 1));
        awaitContacts(1);
        CompletableFuture<Boolean> two = asks(question("web2", 2));
        awaitContacts(2);
        assertFalse(model.acceptableProperty().get());
        model.contacts().get(1).trustedProperty().set(true);
        assertTrue(model.acceptableProperty().get());
        locked(model::accept);
        assertFalse(one.get(10, TimeUnit.SECONDS));
        assertTrue(two.get(10, TimeUnit.SECONDS));
        assertEquals(List.of(), model.contacts());
    }

    @Test
    void stoppingDeclinesAlsoWhatIsTicked() throws Exception {
        CompletableFuture<Boolean> one = asks(question("web1", 1));
        awaitContacts(1);
        model.contacts().getFirst().trustedProperty().set(true);
        locked(model::stop);
        assertFalse(one.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aPastedFingerprintTicksItsKeyAndAWrongOneForbidsToAccept() throws Exception {
        HostKeyQuestion web1 = question("web1", 1);
        asks(web1);
        awaitContacts(1);
        FirstContact contact = model.contacts().getFirst();
        model.pastedProperty().set("256 " + print(web1) + " root@web1 (ED25519)\n3072 SHA256:" + "A".repeat(43) + " x");
        assertEquals(Comparison.SAME, model.comparisonProperty().get());
        assertTrue(contact.trustedProperty().get() && contact.sameProperty().get());
        assertTrue(model.acceptableProperty().get());
        model.pastedProperty().set(print(question("web1", 9)));
        assertEquals(Comparison.DIFFERENT, model.comparisonProperty().get());
        assertFalse(contact.sameProperty().get());
        assertFalse(model.acceptableProperty().get(), "ticked, yet contradicted");
        locked(model::accept);
        assertEquals(List.of(), model.contacts());
    }

    @Test
    void textsThatAreNoFingerprint() throws Exception {
        HostKeyQuestion web1 = question("web1", 1);
        asks(web1);
        awaitContacts(1);
        for (String text : List.of("hello", "MD5:aa:bb", print(web1).substring(0, 40), print(web1) + "A")) {
            model.pastedProperty().set(text);
            assertEquals(Comparison.NO_FINGERPRINT, model.comparisonProperty().get(), text);
        }
        for (String text : List.of(print(web1).substring(7), "  " + print(web1) + " ", print(web1) + "=")) {
            model.pastedProperty().set(text);
            assertEquals(Comparison.SAME, model.comparisonProperty().get(), text);
        }
        model.pastedProperty().set("");
        assertEquals(Comparison.NONE, model.comparisonProperty().get());
        locked(model::stop);
    }

    @Test
    void theSameKeyAskedTwiceIsOneQuestion() throws Exception {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>(List.of(asks(question("web1", 1))));
        awaitContacts(1);
        CompletableFuture<Boolean> other = asks(question("web2", 2));
        answers.add(asks(question("web1", 1)));
        awaitContacts(2);
        model.contacts().forEach(contact -> contact.trustedProperty().set(true));
        // The second asker of web1 may still be on its way; it is asked again then.
        locked(model::accept);
        assertTrue(answers.getFirst().get(10, TimeUnit.SECONDS));
        assertTrue(other.get(10, TimeUnit.SECONDS));
        while (!answers.get(1).isDone()) {
            locked(() -> {
                model.contacts().forEach(contact -> contact.trustedProperty().set(true));
                model.accept();
            });
            Thread.onSpinWait();
        }
        assertTrue(answers.get(1).get(10, TimeUnit.SECONDS));
    }

    @Test
    void aCancelledConnectionTakesItsQuestionAway() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            thread.complete(Thread.currentThread());
            try {
                answer.complete(model.accepts(question("web1", 1)));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        awaitContacts(1);
        thread.get().interrupt();
        ExecutionException e = assertThrows(ExecutionException.class, () -> answer.get(10, TimeUnit.SECONDS));
        assertEquals(InterruptedException.class, e.getCause().getClass());
        awaitContacts(0);
    }

    @Test
    void aRefusedKeyIsToldOnceAndNeverAccepted() throws Exception {
        HostKeyQuestion first = question("web1", 1);
        HostKeyQuestion changed = new HostKeyQuestion("web1", "web1.test", 22,
                new HostKeyVerdict.Changed(first.verdict().key(), List.of()));
        assertFalse(asks(changed).get(10, TimeUnit.SECONDS));
        assertFalse(asks(changed).get(10, TimeUnit.SECONDS));
        assertEquals(List.of(changed), model.refused());
        locked(model::seen);
        assertEquals(List.of(), model.refused());
    }
}
