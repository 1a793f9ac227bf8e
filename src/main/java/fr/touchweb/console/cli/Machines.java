package fr.touchweb.console.cli;

import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import java.util.List;

/** The connections of one command; closed at its end. */
public interface Machines extends AutoCloseable {
    /** A machine; nothing is connected before it is used. */
    RemoteHost open(SshTarget target);

    /** What was not understood of {@code ssh_config} on the way to a machine. */
    List<Message> notes(SshTarget target) throws InterruptedException;

    @Override
    void close();
}
