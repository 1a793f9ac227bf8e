package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteLoginsTest {
    @TempDir
    Path folder;

    @Test
    void aLoginIsKnownFromMemoryAndFromTheOpenVaultOnly() throws Exception {
        ConsoleOptions own = ConsoleOptions.ofUser(Map.of(), SecretSource.NONE, HostKeyAsker.NOBODY);
        try (Assembly core = new Assembly(new ConsoleOptions(ConsoleFolders.in(folder), own.ssh(), Map.of(), "jdurand",
                "desk", own.clock(), null, "lab", null, own.secrets(), own.hostKeys(), own.names(), List.of()))) {
            SiteLogins logins = new SiteLogins(core);
            assertNull(logins.of("pp.acme.test"));
            Credentials given = new Credentials("jdurand", "a:b");
            logins.keep("pp.acme.test", given);
            assertEquals(given, logins.of("pp.acme.test"));
            assertNull(logins.of("www.acme.test"), "of one host only");
            core.vault().create("a vault's password".toCharArray(), new Hardening(8, 1, 1));
            core.vault().vault().orElseThrow().put("link pp.acme.test", VaultItem.Kind.LINK, "", "",
                    "jdurand:a:b".toCharArray());
            logins.forget("pp.acme.test");
            assertEquals(given, logins.of("pp.acme.test"));
            core.lock();
            assertNull(logins.of("pp.acme.test"));
        }
    }
}
