package fr.touchweb.console.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void putsNestedMessagesIntoWords() {
        Message place = Message.of("store.place", "fleet.json", "3", "servers[0].port", Message.of("store.empty"));
        assertEquals("fleet.json, ligne 3, servers[0].port : le document est vide",
                new Texts(Language.FRENCH).get(place));
        assertEquals("fleet.json, line 3, servers[0].port: the document is empty",
                new Texts(Language.ENGLISH).get(place));
    }

    @Test
    void aMissingKeyIsAnError() {
        assertThrows(MissingResourceException.class, () -> new Texts(Language.FRENCH).get("store.nothing"));
    }
}
