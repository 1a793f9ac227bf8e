package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.probe.Credentials;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressModelTest {
    private final Map<String, Credentials> kept = new HashMap<>();
    private final AddressModel model = new AddressModel("", () -> {});

    AddressModelTest() {
        model.logins(new Logins() {
            @Override
            public @Nullable Credentials of(String host) {
                return kept.get(host);
            }

            @Override
            public void keep(String host, Credentials given) {
                kept.put(host, given);
            }

            @Override
            public void forget(String host) {
                kept.remove(host);
            }
        });
    }

    @Test
    void aLoginComesBackWithItsHostAndNoOther() {
        assertTrue(model.take("https://jdurand:geheim@pp.acme.test/a"));
        assertEquals("https://pp.acme.test/a", model.urlProperty().get());
        assertTrue(model.take("https://other.test/"));
        assertNull(model.credentials());
        assertTrue(model.take("https://pp.acme.test/b"));
        assertEquals(new Credentials("jdurand", "geheim"), model.credentials());
        model.forgetCredentials();
        kept.put("pp.acme.test", new Credentials("jdurand", "of the vault"));
        assertTrue(model.take("https://pp.acme.test/c"));
        assertNull(model.credentials(), "forgotten until another host was asked");
        assertTrue(model.take("https://other.test/"));
        assertTrue(model.take("https://pp.acme.test/c"));
        assertEquals("of the vault", String.valueOf(model.credentials() == null ? "" : model.credentials().password()));
    }

    @Test
    void aPasswordThatCannotBeSplitOffIsMaskedAtOnce() {
        assertFalse(model.take("https://jdurand:ge/heim@pp.acme.test/"));
        assertEquals("https://jdurand:••••@pp.acme.test/", model.urlProperty().get());
    }
}
