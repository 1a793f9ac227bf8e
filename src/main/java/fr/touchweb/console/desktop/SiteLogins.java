package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.desktop.diagnose.Logins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Logins of sites among the other secrets of the run: forgotten like these, and kept in the vault on asking. */
final class SiteLogins implements Logins {
    private static final String PREFIX = "link ";

    private final Assembly core;

    SiteLogins(Assembly core) {
        this.core = core;
    }

    @Override
    public @Nullable Credentials of(String host) {
        char[] known = core.secrets().use(PREFIX + host);
        char[] both = known == null ? core.vault().secret(PREFIX + host) : known;
        if (both == null) {
            return null;
        }
        try {
            String text = String.valueOf(both);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } finally {
            Arrays.fill(both, '\0');
        }
    }

    @Override
    public void keep(String host, Credentials given) {
        char[] both = (given.login() + ":" + given.password()).toCharArray();
        core.secrets().keep(PREFIX + host, both);
        Arrays.fill(both, '\0');
    }

    @Override
    public void forget(String host) {
        core.secrets().forget(PREFIX + host);
    }
}
