package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.touchweb.console.core.fleet.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactLinesTest {
    @Test
    void contactsAreWrittenOneALine() {
        List<Client.Contact> contacts = List.of(new Client.Contact("Jeanne Durand", "référente", "j@acme.test", null),
                new Client.Contact("Paul", null, null, "01 02"), new Client.Contact("Léa", null, null, null));
        String text = ContactLines.text(contacts);
        assertEquals("Jeanne Durand ; référente ; j@acme.test\nPaul ;  ;  ; 01 02\nLéa", text);
        assertEquals(contacts, ContactLines.read(text));
        assertNull(ContactLines.problem(text));
        assertNotNull(ContactLines.problem(" ; referent"));
        assertNotNull(ContactLines.problem("a;b;c;d;e"));
        assertNotNull(ContactLines.problem("a;b;nobody"));
    }
}
