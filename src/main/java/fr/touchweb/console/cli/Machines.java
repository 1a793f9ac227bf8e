package fr.touchweb.console.cli;

import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;

/** The connections of one command; closed at its end. */
public interface Machines extends AutoCloseable {
    /** A machine; nothing is connected before it is used. */
    RemoteHost open(SshTarget target);

    @Override
    void close();
}
