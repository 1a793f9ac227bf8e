package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import java.io.IOException;

/** Cause of every {@code HOST_KEY_} and {@code HOST_CERTIFICATE} failure: what a dialog needs to show and to add. */
public final class HostKeyRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final transient ResolvedTarget target;
    private final transient HostKeyVerdict verdict;

    HostKeyRefusal(ResolvedTarget target, HostKeyVerdict verdict) {
        super(target.route() + ": " + verdict.getClass().getSimpleName());
        this.target = target;
        this.verdict = verdict;
    }

    /** The machine whose key it is; with jump hosts not always the one that was asked for. */
    public ResolvedTarget target() {
        return target;
    }

    public HostKeyVerdict verdict() {
        return verdict;
    }
}
