package fr.touchweb.console.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    private final StrictJson json = new StrictJson();

    record Inner(String id, int port) {}

    record Document(int version, List<Inner> servers) {}

    private Document read(String text) throws DocumentException {
        return json.read("fleet.json", text.getBytes(StandardCharsets.UTF_8), Document.class);
    }

    @Test
    void readsADocument() throws DocumentException {
        assertEquals(new Document(1, List.of(new Inner("a", 22))),
                read("{\"version\":1,\"servers\":[{\"id\":\"a\",\"port\":22}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"version":1,"sevrers":[]}` | sevrers | 1 | store.unknownKey
            `{"version":1,\n"servers":[{"id":"a","port":"22"}]}` | servers[0].port | 2 | store.wrongValue
            `{"version":1,\n"servers":[\n{"id":7,"port":22}]}` | servers[0].id | 3 | store.wrongValue
            `{"version":1.5}` | version | 1 | store.wrongValue
            `{"version":1,"version":2}` | | 1 | store.notJson
            `{"version":1} {}` | | 1 | store.wrongValue
            `{"version":1,"servers":[{"id":"a"` | servers[0] | 1 | store.wrongValue
            """)
    void namesPathAndLineOfWhatIsWrong(String text, String path, int line, String key) {
        DocumentException e = assertThrows(DocumentException.class,
                () -> read(text.replace("\\n", "\n")));
        assertEquals(path == null ? "" : path, e.path(), e.getMessage());
        assertEquals(line, e.line(), e.getMessage());
        assertEquals(key, ((Message) e.text().arguments().getLast()).key());
    }

    @Test
    void nothingIsNoDocument() {
        assertThrows(DocumentException.class, () -> read(""));
        assertThrows(DocumentException.class, () -> read("null"));
    }
}
