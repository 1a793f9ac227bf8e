package fr.touchweb.console.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetReaderTest {
    private final FleetReader reader = new FleetReader(1 << 20);
    private final StrictJson json = new StrictJson();

    static byte[] resource(String path) throws IOException {
        try (InputStream in = FleetReaderTest.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    static byte[] sample() throws IOException {
        return resource("/fleet/sample.json");
    }

    @Test
    void theSampleIsRead() throws IOException {
        Fleet fleet = reader.read(Map.of("fleet.json", sample()));
        assertEquals("tw", fleet.policy().orElseThrow());
        Server web = fleet.server("acme-web1").orElseThrow();
        assertEquals(Role.PRODUCTION, web.role());
        assertEquals(2222, web.port());
        assertEquals(false, web.isVirtual());
        assertEquals("Acme SARL", fleet.clientOf(web).orElseThrow().label());
        assertEquals(List.of("acme-bastion"),
                fleet.target(web).jump().stream().map(jump -> jump.name()).toList());
        assertEquals("acme-pp", fleet.preproductionsOf(web).get(0).id());
        assertTrue(fleet.hasPreproduction(web));
        assertEquals(LocalDate.of(2026, 12, 31),
                fleet.accounts().orElseThrow().get(0).grants().get(0).until());
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        Fleet fleet = reader.read(Map.of("f", sample()));
        byte[] written = reader.write(fleet.document("f"));
        assertEquals(fleet, reader.read(Map.of("f", written)));
        assertFalse(new String(written, StandardCharsets.UTF_8).contains("null"));
        assertEquals(List.of(), schema().problems(json.mapper().readTree(written)));
    }

    @Test
    void theSchemaAcceptsTheSampleAndRefusesWhatTheReaderRefuses() throws IOException {
        JsonNode sample = json.mapper().readTree(sample());
        assertEquals(List.of(), schema().problems(sample));
        ((com.fasterxml.jackson.databind.node.ObjectNode) sample.get("servers").get(0)).put("porrt", 1);
        assertEquals(List.of("servers[0].porrt: unknown key"), schema().problems(sample));
    }

    private JsonSchema schema() throws IOException {
        return new JsonSchema(json.mapper().readTree(resource("/schema/fleet.schema.json")));
    }

    @Test
    void onlyVersionAndIdAndHostAreRequired() throws IOException {
        Fleet fleet = read("{ \"version\": 1, \"servers\": [ { \"id\": \"a\", \"host\": \"h\" } ] }");
        assertEquals(Server.of("a", "h"), fleet.server("a").orElseThrow());
        assertTrue(fleet.accounts().isEmpty());
        assertTrue(read("{ \"version\": 1, \"accounts\": [] }").accounts().isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                  | version              | 1
            {"version":2}                                                                       | version              | 1
            {"version":1,~"servrs":[]}                                                          | servrs               | 2
            {"version":1,~"servers":[{"id":"a","host":"h","port":"22"}]}                        | servers[0].port      | 2
            {"version":1,~"servers":[{"id":"a"}]}                                               | servers[0].host      | 2
            {"version":1,~"servers":[{"host":"a"}]}                                             | servers[0].id        | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"port":0}]}                           | servers[0].port      | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"port":65536}]}                       | servers[0].port      | 2
            {"version":1,"servers":[{"id":"a",~"host":"-oProxyCommand=x"}]}                     | servers[0].host      | 2
            {"version":1,"servers":[{"id":"a",~"host":"h x"}]}                                  | servers[0].host      | 2
            {"version":1,"servers":[{"id":"a",~"host":"u@h"}]}                                  | servers[0].host      | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"user":"-l"}]}                        | servers[0].user      | 2
            {"version":1,"servers":[{"id":"a:b","host":"h"}]}                                   | servers[0].id        | 1
            {"version":1,"servers":[{"id":"a","host":"h",~"role":"prod"}]}                      | servers[0].role      | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"client":"c"}]}                       | servers[0].client    | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"jump":["b"]}]}                       | servers[0].jump[0]   | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"jump":["a"]}]}                       | servers[0].jump      | 2
            {"version":1,"servers":[{"id":"a","host":"h"},~{"id":"a","host":"h"}]}              | servers[1].id        | 2
            {"version":1,"servers":[{"id":"a","host":"h",~"logs":[{"id":"l","path":"x"}]}]}     | servers[0].logs[0].path | 2
            {"version":1,"servers":[{"id":"a","host":"h","mirror":{"server":"z",~"path":"/x"}}]} | servers[0].mirror.server | 1
            {"version":1,"servers":[{"id":"a","host":"h","whitelists":[{"scope":"www","backend":"file","path":"/x"}]}]} | servers[0].whitelists[0].scope | 1
            {"version":1,"sites":[{"id":"s",~"server":"z"}]}                                    | sites[0].server      | 2
            {"version":1,"sites":[{"id":"s",~"url":"ftp://x"}]}                                 | sites[0].url         | 2
            {"version":1,"sites":[{"id":"s",~"url":"https://u:p@x"}]}                           | sites[0].url         | 2
            {"version":1,"sites":[{"id":"s",~"preproduction":"s"}]}                             | sites[0].preproduction | 2
            {"version":1,"accounts":[{"login":"u","grants":[{~"servers":["z"]}]}]}              | accounts[0].grants[0].servers[0] | 2
            {"version":1,"accounts":[{"login":"u","grants":[{~"until":"31/12/2026"}]}]}         | accounts[0].grants[0].until | 2
            {"version":1,"accounts":[{"login":"u","grants":[{~"rights":["root"]}]}]}            | accounts[0].grants[0].rights[0] | 2
            {"version":1,"accounts":[{"login":"u"},~{"login":"u"}]}                             | accounts[1].login    | 2
            """)
    void whatIsWrongIsToldWithPathAndLine(String text, String path, int line) {
        DocumentException e = assertThrows(DocumentException.class, () -> read(text.replace('~', '\n')));
        assertEquals(path, e.path(), () -> new Texts(Language.ENGLISH).get(e.text()));
        assertEquals(line, e.line());
    }

    @Test
    void longerJumpCyclesAreFound() {
        DocumentException e = assertThrows(DocumentException.class, () -> read("""
                {"version":1,"servers":[
                 {"id":"x","host":"h"},
                 {"id":"a","host":"h","jump":["b"]},
                 {"id":"b","host":"h","jump":["x","c"]},
                 {"id":"c","host":"h","jump":["a"]}]}"""));
        assertTrue(new Texts(Language.FRENCH).get(e.text()).contains("a → b → c → a"));
    }

    @Test
    void theSecretOfAnAddressIsNotRepeatedInTheError() {
        DocumentException e = assertThrows(DocumentException.class,
                () -> read("{\"version\":1,\"sites\":[{\"id\":\"s\",\"url\":\"https://u:hunter2@x.test\"}]}"));
        assertFalse(new Texts(Language.FRENCH).get(e.text()).contains("hunter2"));
        assertFalse(String.valueOf(e.getMessage()).contains("hunter2"));
    }

    @Test
    void aTornDocumentIsNeverHalfRead() throws IOException {
        byte[] whole = sample();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int cut = 1 + random.nextInt(whole.length - 3);
            byte[] torn = java.util.Arrays.copyOf(whole, cut);
            assertThrows(DocumentException.class, () -> reader.read(Map.of("f", torn)),
                    () -> "seed " + seed + ", cut at " + cut);
        }
    }

    @Test
    void aByteOrderMarkIsNoError() throws IOException {
        byte[] sample = sample();
        byte[] marked = new byte[sample.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(sample, 0, marked, 3, sample.length);
        assertEquals(reader.read(Map.of("f", sample)), reader.read(Map.of("f", marked)));
    }

    @Test
    void aHugeDocumentIsRefusedBeforeItIsParsed() {
        DocumentException e = assertThrows(DocumentException.class,
                () -> reader.read(Map.of("f", new byte[(1 << 20) + 1])));
        assertTrue(new Texts(Language.ENGLISH).get(e.text()).contains("limit is 1 MiB"));
    }

    @Test
    void deepNestingIsAnErrorAndNothingWorse() {
        assertThrows(DocumentException.class, () -> read("{\"version\":1,\"servers\":" + "[".repeat(100_000)));
    }

    @Test
    void severalDocumentsMakeOneFleetAndDoublesNameBothFiles() throws IOException {
        byte[] one = "{\"version\":1,\"clients\":[{\"id\":\"c\"}]}".getBytes(StandardCharsets.UTF_8);
        byte[] two = "{\"version\":1,\"servers\":[{\"id\":\"a\",\"host\":\"h\",\"client\":\"c\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> both = new java.util.LinkedHashMap<>();
        both.put("one.json", one);
        both.put("two.json", two);
        assertEquals("c", reader.read(both).clientOf(reader.read(both).servers().iterator().next()).orElseThrow().id());
        both.put("three.json", one);
        DocumentException e = assertThrows(DocumentException.class, () -> reader.read(both));
        String text = new Texts(Language.FRENCH).get(e.text());
        assertTrue(text.contains("one.json") && text.contains("three.json"), text);
    }

    @Test
    void allProblemsAreListed() {
        List<FleetProblem> problems = reader.problems(Map.of("f",
                "{\"version\":1,\"servers\":[{\"id\":\"a\",\"host\":\"-x\",\"port\":70000,\"client\":\"z\"}]}"
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("servers[0].host", "servers[0].port", "servers[0].client"),
                problems.stream().map(FleetProblem::path).toList());
    }

    private Fleet read(String text) throws DocumentException {
        return reader.read(Map.of("f", text.getBytes(StandardCharsets.UTF_8)));
    }
}
