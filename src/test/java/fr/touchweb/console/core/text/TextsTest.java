package fr.touchweb.console.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.store.DocumentException;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void putsNestedMessagesIntoWords() {
        Message place = Message.of("store.place", "fleet.json", "3", "servers[0].port", Message.of("store.empty"));
        assertEquals("fleet.json, ligne 3, servers[0].port\u00a0: le document est vide",
                new Texts(Language.FRENCH).get(place));
        assertEquals("fleet.json, line 3, servers[0].port: the document is empty",
                new Texts(Language.ENGLISH).get(place));
    }

    @Test
    void aPlaceIsToldAsFarAsItIsKnown() {
        Texts english = new Texts(Language.ENGLISH);
        Message what = Message.of("store.empty");
        assertEquals("f.json: the document is empty", english.get(new DocumentException("f.json", "", 0, what).text()));
        assertEquals("f.json, line 1: the document is empty",
                english.get(new DocumentException("f.json", "", 1, what).text()));
        assertEquals("f.json, servers[0]: the document is empty",
                english.get(new DocumentException("f.json", "servers[0]", 0, what).text()));
    }

    @Test
    void aMissingKeyIsAnError() {
        assertThrows(MissingResourceException.class, () -> new Texts(Language.FRENCH).get("store.nothing"));
    }
}
