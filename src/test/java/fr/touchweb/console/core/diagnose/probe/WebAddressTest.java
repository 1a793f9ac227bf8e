package fr.touchweb.console.core.diagnose.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that people paste and servers send. */
class WebAddressTest {
    @ParameterizedTest
    @CsvSource({"http://www.acme.test/a?b=c#d, http://www.acme.test/a?b=c",
            "www.acme.test/page, http://www.acme.test/page", "www.acme.test, http://www.acme.test/",
            "HTTPS://WWW.Acme.TEST:443, https://www.acme.test/", "http://acme.test:8080/x, http://acme.test:8080/x",
            "localhost:8080/x, http://localhost:8080/x", "https://[2001:DB8::1]:8443/x, https://[2001:db8::1]:8443/x",
            "http://été.test/café crème, http://xn--t-9fab.test/caf%C3%A9%20cr%C3%A8me",
            "http://acme.test/%C3%A9|x, http://acme.test/%C3%A9%7Cx", "http://acme.test?q=1, http://acme.test/?q=1"})
    void readsWhatPeoplePaste(String text, String expected) throws DiagnoseException {
        assertEquals(expected, WebAddress.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "javascript:alert(1)", "ftp://acme.test/", "mailto:a@b.test", "http://", "http:///",
            "http://a b.test/", "http://acme.test:0/", "http://acme.test:99999/", "http://u:p@acme.test/",
            "http://acme.test/\r\nX-Evil: 1", "http://acme.test\r\nX-Evil: 1/", "http://acme.test/a\0b",
            "http://acme.test%0d%0a/", "http://-acme.test/", "file:///etc/passwd"})
    void refusesWhatCannotBeAskedOrWouldAddHeaders(String text) {
        assertThrows(DiagnoseException.class, () -> WebAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"/new, https://www.acme.test/new", "other, https://www.acme.test/shop/other",
            "../up?x=1, https://www.acme.test/up?x=1", "?page=2, https://www.acme.test/shop/cart?page=2",
            "//cdn.acme.test/a, https://cdn.acme.test/a", "HTTP://acme.test, http://acme.test/",
            "'  /with blank ', https://www.acme.test/with%20blank", "#top, https://www.acme.test/shop/cart?id=1",
            "./, https://www.acme.test/shop/", "http:////acme.test/x, http://acme.test/x",
            "https://u:p@acme.test/x, https://acme.test/x", "'/a\\b', https://www.acme.test/a%5Cb"})
    void followsEveryKindOfLocation(String location, String expected) throws DiagnoseException {
        assertEquals(expected,
                WebAddress.parse("https://www.acme.test/shop/cart?id=1").follow(location).toString());
    }

    @Test
    void aLocationInUtf8IsReadFromItsBytes() throws DiagnoseException {
        String raw = new String("/été".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals("http://acme.test/%C3%A9t%C3%A9", WebAddress.parse("http://acme.test/").follow(raw).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "intent://x", "http:relative", "",
            "https://", "http://[::1", "/a\u0001b", "tel:+33102030405"})
    void tellsALocationThatNoClientFollows(String location) throws DiagnoseException {
        WebAddress from = WebAddress.parse("http://acme.test/");
        assertThrows(DiagnoseException.class, () -> from.follow(location));
    }

    @Test
    void whateverComesNothingEndsAHeaderLine() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://acme.test/" : "");
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x3000) : random.nextInt(128)));
            }
            try {
                WebAddress read = WebAddress.parse("http://acme.test/x").follow(text.toString());
                assertTrue(("GET " + read.target() + " Host: " + read.authority()).chars()
                        .allMatch(c -> c >= ' ' && c < 0x7f), () -> "seed " + seed + ": " + text);
                assertFalse(read.target().contains(" ") || read.authority().contains(" "), "seed " + seed);
            } catch (DiagnoseException e) {
                // Refused is as good as clean.
            }
        }
    }

    @Test
    void secureLinksAreSplitAndMasked() throws DiagnoseException {
        SecureLink link = SecureLink.parse("https://test1:test2@www.test.fr");
        assertEquals(new Credentials("test1", "test2"), link.credentials());
        assertEquals("https://www.test.fr/", link.address().toString());
        assertFalse(link.toString().contains("test2"), link.toString());
        assertFalse(link.credentials().toString().contains("test2"));
        assertFalse(SecureLink.masked("https://test1:te%st2@www.test.fr:x").contains("te%st2"));
        assertEquals("p@ss:w%rd+1",
                SecureLink.parse("test1:p%40ss:w%rd+1@www.test.fr").credentials().password().replace("p%40ss", "p@ss"));
        assertNull(SecureLink.parse("http://www.test.fr/a@b").credentials());
    }
}
