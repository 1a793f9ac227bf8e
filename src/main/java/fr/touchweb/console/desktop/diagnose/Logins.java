package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.Credentials;
import org.jspecify.annotations.Nullable;

/** Logins of sites that the person gave before, as long as memory or the open vault keeps them (G17). JavaFX thread. */
public interface Logins {
    /** Remembers nothing. */
    Logins NONE = new Logins() {
        @Override
        public @Nullable Credentials of(String host) {
            return null;
        }

        @Override
        public void keep(String host, Credentials given) {}

        @Override
        public void forget(String host) {}
    };

    /** Login of a site, null when none is known now. */
    @Nullable
    Credentials of(String host);

    /** Keeps a login in memory. */
    void keep(String host, Credentials given);

    /** Forgets what is in memory; the vault stays as it is. */
    void forget(String host);
}
