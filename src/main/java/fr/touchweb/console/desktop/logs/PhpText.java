package fr.touchweb.console.desktop.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values as PHP's {@code serialize} writes them (php.net, serialize): lengths of strings are in bytes. */
final class PhpText {
    private static final int DEEPEST = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] bytes;
    private int at;

    private PhpText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The value of an array or an object that is there to its last byte; empty for anything else. */
    static Optional<JsonNode> read(String text) {
        if (!text.startsWith("a:") && !text.startsWith("O:")) {
            return Optional.empty();
        }
        PhpText php = new PhpText(text.getBytes(StandardCharsets.UTF_8));
        try {
            JsonNode value = php.value(0);
            return php.at == php.bytes.length ? Optional.of(value) : Optional.empty();
        } catch (NotSerializedException | NumberFormatException e) {
            // Something else that begins like it, or a part of it.
            return Optional.empty();
        }
    }

    private static final class NotSerializedException extends Exception {
        private static final long serialVersionUID = 1;

        NotSerializedException(int at) {
            super("at byte " + at);
        }
    }

    private JsonNode value(int depth) throws NotSerializedException {
        if (depth > DEEPEST) {
            throw new NotSerializedException(at);
        }
        char type = (char) next();
        if (type == 'N') {
            expect(';');
            return NODES.nullNode();
        }
        expect(':');
        return switch (type) {
            case 'i' -> NODES.numberNode(Long.parseLong(until(';')));
            case 'd' -> NODES.numberNode(Double.parseDouble(until(';')));
            case 'b' -> NODES.booleanNode(until(';').equals("1"));
            case 'r', 'R' -> NODES.textNode("&" + until(';'));
            case 's' -> {
                String text = string();
                expect(';');
                yield NODES.textNode(text);
            }
            case 'a' -> members(NODES.objectNode(), depth);
            case 'O' -> {
                String name = string();
                expect(':');
                yield members(NODES.objectNode().put("class", name), depth);
            }
            default -> throw new NotSerializedException(at);
        };
    }

    private ObjectNode members(ObjectNode into, int depth) throws NotSerializedException {
        int count = Integer.parseInt(until(':'));
        if (count < 0) {
            throw new NotSerializedException(at);
        }
        expect('{');
        for (int i = 0; i < count; i++) {
            // A private member has its class before its name, between two NUL.
            String name = value(depth + 1).asText();
            into.set(name.substring(name.lastIndexOf('\0') + 1), value(depth + 1));
        }
        expect('}');
        return into;
    }

    private String string() throws NotSerializedException {
        int length = Integer.parseInt(until(':'));
        expect('"');
        if (length < 0 || length > bytes.length - at) {
            throw new NotSerializedException(at);
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        expect('"');
        return text;
    }

    private String until(char end) throws NotSerializedException {
        int start = at;
        while (next() != end) {
            // a number
        }
        return new String(bytes, start, at - 1 - start, StandardCharsets.US_ASCII);
    }

    private void expect(char wanted) throws NotSerializedException {
        if (next() != wanted) {
            throw new NotSerializedException(at);
        }
    }

    private int next() throws NotSerializedException {
        if (at >= bytes.length) {
            throw new NotSerializedException(at);
        }
        return bytes[at++];
    }
}
