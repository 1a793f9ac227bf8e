package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;

/** What may name addresses that it lets in. What cannot be read is a {@link RemoteException}, never an empty answer. */
interface MentionSource {
    String id();

    /** Places that name a range, wholly or in part. */
    List<Mention> of(RemoteHost host, Cidr range) throws RemoteException, InterruptedException;
}
