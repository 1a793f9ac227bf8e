package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ssh.RemoteHost;

/** A connection that nobody else uses and that did not exist before; closed after use. */
public interface NewConnection extends AutoCloseable {
    RemoteHost host();

    @Override
    void close();
}
