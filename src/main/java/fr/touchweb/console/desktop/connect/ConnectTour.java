package fr.touchweb.console.desktop.connect;

import fr.touchweb.console.core.ssh.SecretSource.Prompt;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.HostPatterns;
import fr.touchweb.console.core.ssh.hostkey.KnownHost;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.TourState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The dialogs of connections for the tour, about machines that do not exist: the lab's own are all known. */
public final class ConnectTour {
    private final Asking asking;
    private @Nullable SecretRequest open;

    public ConnectTour(Asking asking) {
        this.asking = asking;
    }

    public List<TourState> states() {
        HostKeyModel hostKeys = asking.hostKeys();
        HostKeyQuestion web1 = first("acme-web1", "203.0.113.10", 1);
        HostKeyQuestion web2 = first("acme-web2", "203.0.113.11", 2);
        KnownHost known = new KnownHost(Path.of("/home/jdurand/.ssh/known_hosts"), 12, KnownHost.Marker.HOST,
                HostPatterns.parse("203.0.113.10"), key(3));
        HostKeyQuestion changed = new HostKeyQuestion("acme-web1", "203.0.113.10", 22,
                new HostKeyVerdict.Changed(key(1), List.of(known)));
        return List.of(TourState.of("first-contact", () -> {
            hostKeys.add(web1);
            hostKeys.add(web2);
            hostKeys.pastedProperty().set(key(1).fingerprint());
        }, hostKeys::stop), TourState.of("first-contact-differs", () -> {
            hostKeys.add(web1);
            hostKeys.pastedProperty().set(key(4).fingerprint());
        }, hostKeys::stop), TourState.of("key-refused", () -> hostKeys.tell(changed), hostKeys::seen),
                TourState.of("server-asks", this::ask, this::giveUp));
    }

    private void ask() {
        open = new SecretRequest(Message.of("ssh.dialog.answers"), "jdurand · acme-web1", "",
                List.of(new Prompt("Password:", false), new Prompt("One-time password (OATH) for `jdurand':", true)),
                null, false, new CompletableFuture<>());
        asking.secrets().present(open);
    }

    private void giveUp() {
        if (open != null) {
            open.answer().complete(null);
        }
    }

    private static HostKeyQuestion first(String name, String host, int seed) {
        return new HostKeyQuestion(name, host, 22, new HostKeyVerdict.Unknown(key(seed)));
    }

    private static KeyBlob key(int seed) {
        byte[] point = new byte[32];
        Arrays.fill(point, (byte) seed);
        try {
            return KeyBlob.of(new WireWriter().putText("ssh-ed25519").putString(point).toBytes());
        } catch (WireException e) {
            throw new IllegalStateException("a key made here", e);
        }
    }
}
