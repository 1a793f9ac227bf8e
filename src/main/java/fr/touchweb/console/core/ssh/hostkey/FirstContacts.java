package fr.touchweb.console.core.ssh.hostkey;

import java.io.IOException;

/** Lets the person decide about first contacts and keeps what was accepted in the console's own known_hosts. */
public final class FirstContacts {
    private final HostKeyAsker asker;
    private final OwnKnownHosts known;

    public FirstContacts(HostKeyAsker asker, OwnKnownHosts known) {
        this.asker = asker;
        this.known = known;
    }

    /**
     * Asks, and stores the key when it was accepted. A changed, revoked or badly certified key is only told: there is no way
     * past it here.
     *
     * @return whether the key is known now, so that connecting again makes sense
     * @throws IOException when the key was accepted and could not be written down
     */
    public boolean settle(HostKeyQuestion question) throws IOException, InterruptedException {
        boolean accepted = asker.accepts(question);
        if (!accepted || !question.mayBeAccepted()) {
            return false;
        }
        known.add(question.host(), question.port(), question.verdict().key());
        return true;
    }
}
