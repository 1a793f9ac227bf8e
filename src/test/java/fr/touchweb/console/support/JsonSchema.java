package fr.touchweb.console.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks documents against the part of JSON Schema that our own schemas use; any other keyword fails the test. */
public final class JsonSchema {
    private static final Set<String> KEYWORDS = Set.of("$schema", "$id", "$defs", "$ref", "title", "description",
            "type", "properties", "required", "additionalProperties", "items", "enum", "const", "pattern", "minimum",
            "maximum");

    private final JsonNode root;

    public JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with a document, each with its path. */
    public List<String> problems(JsonNode document) {
        List<String> problems = new ArrayList<>();
        check(root, document, "", problems);
        return problems;
    }

    private void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!KEYWORDS.contains(keyword.getKey())) {
                throw new IllegalArgumentException("keyword not understood: " + keyword.getKey());
            }
        }
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), value, path, problems);
        }
        if (schema.has("type") && !isOf(schema.get("type").asText(), value)) {
            problems.add(path + ": not of type " + schema.get("type").asText());
            return;
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            problems.add(path + ": not " + schema.get("const"));
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(each -> each.equals(value))) {
            problems.add(path + ": none of " + schema.get("enum"));
        }
        if (schema.has("pattern") && !Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find()) {
            problems.add(path + ": does not match " + schema.get("pattern").asText());
        }
        if (schema.has("minimum") && value.asDouble() < schema.get("minimum").asDouble()
                || schema.has("maximum") && value.asDouble() > schema.get("maximum").asDouble()) {
            problems.add(path + ": out of range");
        }
        if (value.isObject()) {
            object(schema, value, path, problems);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), path + "[" + i + "]", problems);
            }
        }
    }

    private void object(JsonNode schema, JsonNode value, String path, List<String> problems) {
        if (schema.has("required")) {
            schema.get("required").valueStream().map(JsonNode::asText).filter(key -> !value.has(key))
                    .forEach(key -> problems.add(path + ": without " + key));
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode inner = schema.path("properties").path(entry.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!inner.isMissingNode()) {
                check(inner, entry.getValue(), place, problems);
            } else if (others.isBoolean() && !others.asBoolean()) {
                problems.add(place + ": unknown key");
            } else if (others.isObject()) {
                check(others, entry.getValue(), place, problems);
            }
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (Objects.requireNonNull(type)) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("type not understood: " + type);
        };
    }
}
