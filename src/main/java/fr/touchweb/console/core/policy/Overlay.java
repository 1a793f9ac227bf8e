package fr.touchweb.console.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.text.Message;
import java.util.Map;
import java.util.Set;

/** Lays the keys of the person's own profile over those of its base; a key that the base has not is refused. */
final class Overlay {
    /** Maps whose keys are data, not figures of the profile: new ones may come. */
    private static final Set<String> OPEN = Set.of("endOfLife.habits", "penalty.announced");

    private final String document;
    private final JsonLines lines;

    Overlay(String document, JsonLines lines) {
        this.document = document;
        this.lines = lines;
    }

    void apply(ObjectNode base, ObjectNode changes, String path) throws DocumentException {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String key = change.getKey();
            String place = path.isEmpty() ? key : path + "." + key;
            JsonNode old = base.get(key);
            if (old == null && !OPEN.contains(path)) {
                throw new DocumentException(document, place, lines.line(place), Message.of("store.unknownKey", key));
            }
            if (old instanceof ObjectNode inner && change.getValue() instanceof ObjectNode innerChanges) {
                apply(inner, innerChanges, place);
            } else if (old != null && old.getNodeType() != change.getValue().getNodeType()) {
                throw new DocumentException(document, place, lines.line(place), Message.of("policy.wrongType", key));
            } else {
                base.set(key, change.getValue());
            }
        }
    }
}
