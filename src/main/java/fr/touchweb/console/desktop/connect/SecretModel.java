package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.SecretRequest.SecretAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the questions of log-ins from their threads to the window and the answers back. A log-in that is cancelled or too
 * late takes its question away. What is remembered is not decided here.
 */
public final class SecretModel implements SecretSource {
    private final Executor screen;
    private final Duration limit;
    private volatile Consumer<SecretRequest> view = request -> request.answer().complete(null);

    /**
     * @param screen runs on the JavaFX thread
     * @param limit how long a question stands; the server's own patience ends after two minutes
     */
    public SecretModel(Executor screen, Duration limit) {
        this.screen = screen;
        this.limit = limit;
    }

    /** Sets who shows requests, on the JavaFX thread; before there is one, nothing is ever given. */
    void show(Consumer<SecretRequest> requests) {
        view = requests;
    }

    /** Shows a request; on the JavaFX thread. */
    void present(SecretRequest request) {
        view.accept(request);
    }

    @Override
    public char @Nullable [] password(SshTarget target, boolean again) throws InterruptedException {
        SecretAnswer answer = ask(new SecretRequest(Message.of("ssh.dialog.password"), subject(target), "",
                List.of(new Prompt("", false)), Message.of("ssh.dialog.password.field"), again,
                new CompletableFuture<>()));
        return answer == null ? null : answer.values().getFirst();
    }

    @Override
    public char @Nullable [] passphrase(Path keyFile, boolean again) throws InterruptedException {
        SecretAnswer answer = ask(new SecretRequest(Message.of("ssh.dialog.passphrase"), keyFile.toString(), "",
                List.of(new Prompt("", false)), Message.of("ssh.dialog.passphrase.field"), again,
                new CompletableFuture<>()));
        return answer == null ? null : answer.values().getFirst();
    }

    @Override
    public @Nullable List<char[]> answers(SshTarget target, String title, String instruction, List<Prompt> prompts)
            throws InterruptedException {
        String words = SecretRequest.cleaned(title + "\n" + instruction);
        List<Prompt> cleaned = prompts.stream()
                .map(prompt -> new Prompt(SecretRequest.cleaned(prompt.text()), prompt.echo())).toList();
        SecretAnswer answer = ask(new SecretRequest(Message.of("ssh.dialog.answers"), subject(target), words, cleaned,
                null, false, new CompletableFuture<>()));
        return answer == null ? null : answer.values();
    }

    private @Nullable SecretAnswer ask(SecretRequest request) throws InterruptedException {
        screen.execute(() -> present(request));
        try {
            return request.answer().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return abandoned(request);
        } catch (InterruptedException e) {
            wipe(abandoned(request));
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dialog failed", e);
        }
    }

    /** Ends a request nobody waits for; what was answered at the last moment, if anything. */
    private static @Nullable SecretAnswer abandoned(SecretRequest request) {
        request.answer().complete(null);
        return request.answer().join();
    }

    private static void wipe(@Nullable SecretAnswer answer) {
        if (answer != null) {
            answer.values().forEach(value -> Arrays.fill(value, '\0'));
        }
    }

    private static String subject(SshTarget target) {
        return target.user() == null ? target.name() : target.user() + " · " + target.name();
    }
}
