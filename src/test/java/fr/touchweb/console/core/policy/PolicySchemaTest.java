package fr.touchweb.console.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.support.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schema that ships says what the reader wants, no less and no more. */
class PolicySchemaTest {
    private static JsonNode json(String resource) throws IOException {
        try (InputStream in = PolicySchemaTest.class.getResourceAsStream(resource)) {
            return new JsonMapper().readTree(Objects.requireNonNull(in, resource));
        }
    }

    private static JsonNode schema() throws IOException {
        return json("/schema/policy.schema.json");
    }

    @Test
    void theProfilesThatShipHold() throws IOException {
        for (String profile : Policies.SHIPPED) {
            assertEquals(List.of(), new JsonSchema(schema()).problems(json("/policy/" + profile + ".json")), profile);
        }
    }

    @Test
    void aPersonsOwnFileMaySayLittleButNothingWrong() throws IOException {
        JsonMapper mapper = new JsonMapper();
        JsonSchema schema = new JsonSchema(schema());
        assertEquals(List.of(), schema.problems(
                mapper.readTree("{\"version\":1,\"base\":\"tw\",\"health\":{\"loadPerCore\":2}}")));
        assertEquals(1, schema.problems(mapper.readTree("{\"health\":{\"loadPerCor\":2}}")).size());
        assertEquals(1, schema.problems(mapper.readTree("{\"health\":{\"loadPerCore\":\"2\"}}")).size());
        assertEquals(1, schema.problems(mapper.readTree("{\"base\":\"none\"}")).size());
    }

    @Test
    void everyFigureOfTheRecordsIsInTheSchema() throws IOException {
        ObjectNode properties = (ObjectNode) schema().get("properties").deepCopy();
        properties.remove("base");
        compare(Policy.class, properties, "");
    }

    private static void compare(Class<?> record, JsonNode properties, String path) {
        Set<String> figures = Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>();
        properties.fieldNames().forEachRemaining(known::add);
        assertEquals(figures, known, path + ": resources/schema/policy.schema.json");
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode inner = properties.get(component.getName());
            if (component.getType().isRecord()) {
                compare(component.getType(), inner.path("properties"), path + "." + component.getName());
            } else if (element(component.getGenericType()) instanceof Class<?> element && element.isRecord()) {
                assertTrue(inner.has("items"), component.getName());
                compare(element, inner.get("items").path("properties"), path + "." + component.getName());
            }
        }
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : type;
    }
}
