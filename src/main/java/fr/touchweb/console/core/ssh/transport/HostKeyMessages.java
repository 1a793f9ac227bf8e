package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.text.Message;

/** Words for a host key that was not accepted. */
final class HostKeyMessages {
    private HostKeyMessages() {}

    static RemoteException refusal(ResolvedTarget target, HostKeyVerdict verdict) {
        String host = SshConnector.serverOf(target);
        HostKeyRefusal cause = new HostKeyRefusal(target, verdict);
        String fingerprint = verdict.key().fingerprint();
        return switch (verdict) {
            case HostKeyVerdict.Unknown _ -> new RemoteException(Kind.HOST_KEY_UNKNOWN,
                    Message.of("ssh.error.host-key-unknown", host, fingerprint), cause);
            case HostKeyVerdict.Changed _,HostKeyVerdict.OtherTypeKnown _ -> new RemoteException(
                    Kind.HOST_KEY_CHANGED, Message.of("ssh.error.host-key-changed", host, fingerprint), cause);
            case HostKeyVerdict.Revoked _ -> new RemoteException(Kind.HOST_KEY_REVOKED,
                    Message.of("ssh.error.host-key-revoked", host, fingerprint), cause);
            case HostKeyVerdict.BadCertificate(var _, Message reason) -> new RemoteException(Kind.HOST_CERTIFICATE,
                    Message.of("ssh.error.host-certificate", host, reason), cause);
            case HostKeyVerdict.Ok _ -> throw new IllegalArgumentException("an accepted key");
        };
    }
}
