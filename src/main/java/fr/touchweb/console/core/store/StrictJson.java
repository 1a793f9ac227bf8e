package fr.touchweb.console.core.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * JSON documents read strictly: an unknown key, a doubled key, a wrong type or text after the end is an error that names
 * its path and line. Thread-safe.
 */
public final class StrictJson {
    private final JsonMapper mapper;

    public StrictJson() {
        mapper = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).enable(SerializationFeature.INDENT_OUTPUT)
                .withCoercionConfig(LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /** The mapper itself, for trees and for writing. */
    public JsonMapper mapper() {
        return mapper;
    }

    /**
     * Reads a document.
     *
     * @param document name for messages
     * @throws DocumentException when the bytes are not such a document
     */
    public <T> T read(String document, byte[] bytes, Class<T> type) throws DocumentException {
        try (JsonParser parser = mapper.createParser(bytes)) {
            T value = mapper.readValue(parser, type);
            if (value == null) {
                throw new DocumentException(document, "", 1, Message.of("store.empty"));
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new DocumentException(document, pathOf(e), lineOf(e),
                    Message.of("store.unknownKey", e.getPropertyName()));
        } catch (JsonMappingException e) {
            throw new DocumentException(document, pathOf(e), lineOf(e),
                    Message.of("store.wrongValue", e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new DocumentException(document, "", lineOf(e), Message.of("store.notJson", e.getOriginalMessage()));
        } catch (DocumentException e) {
            throw e;
        } catch (IOException e) {
            throw new DocumentException(document, "", 0,
                    Message.of("store.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private static int lineOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining()).replaceFirst("^\\.", "");
    }
}
