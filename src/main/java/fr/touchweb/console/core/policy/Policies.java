package fr.touchweb.console.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The profiles: those of the house, and the person's own in {@code policy/NAME.json} of the settings folder. A file of
 * the person says only what differs; {@code "base"} names the profile that it differs from, which is the profile of its
 * own name when there is none.
 */
public final class Policies {
    /** Profiles that come with the console. */
    public static final List<String> SHIPPED = List.of("tw", "conobium", "lab");

    private static final String BASE = "base";

    private final Path folder;
    private final StrictJson json = new StrictJson();

    /**
     * @param settings settings folder of the console
     */
    public Policies(Path settings) {
        this.folder = settings.resolve("policy");
    }

    /** Names of all profiles, the lab's own not among them. */
    public Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>(SHIPPED);
        names.remove("lab");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".json".length())));
            }
        }
        return names;
    }

    /**
     * A profile by name.
     *
     * @throws DocumentException when there is none of this name or the person's own file does not hold, with path and
     *         line
     */
    public Policy load(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new DocumentException(name, "", 0, Message.of("policy.badName", name));
        }
        Path own = folder.resolve(name + ".json");
        if (!Files.exists(own)) {
            return json.read(name + ".json", shipped(name), Policy.class);
        }
        byte[] bytes = Files.readAllBytes(own);
        ObjectNode changes = json.read(own.toString(), bytes, ObjectNode.class);
        JsonLines lines = JsonLines.of(bytes);
        JsonNode base = changes.remove(BASE);
        if (base != null && !base.isTextual()) {
            throw new DocumentException(own.toString(), BASE, lines.line(BASE), Message.of("policy.baseText"));
        }
        String baseName = base == null ? name : base.asText();
        if (!SHIPPED.contains(baseName)) {
            throw new DocumentException(own.toString(), BASE, lines.line(BASE),
                    Message.of("policy.unknown", baseName, String.join(", ", SHIPPED)));
        }
        ObjectNode whole = json.read(baseName + ".json", shipped(baseName), ObjectNode.class);
        whole.put("id", name);
        new Overlay(own.toString(), lines).apply(whole, changes, "");
        try {
            return json.read(own.toString(), json.mapper().writeValueAsBytes(whole), Policy.class);
        } catch (DocumentException e) {
            // The line of the merged text means nothing to the person; the one in their own file does.
            throw e.at(lines.line(e.path()));
        }
    }

    /**
     * What a profile says of following and searching logs. A profile that the person changed nothing of is not read as a
     * whole for it, which a verb about files would wait for.
     */
    public FollowPolicy follow(String name) throws IOException {
        JsonNode part = SHIPPED.contains(name) && !Files.exists(folder.resolve(name + ".json"))
                ? json.read(name + ".json", shipped(name), ObjectNode.class).get("follow")
                : null;
        return part == null
                ? load(name).follow()
                : json.read(name + ".json", json.mapper().writeValueAsBytes(part), FollowPolicy.class);
    }

    private static byte[] shipped(String name) throws IOException {
        try (InputStream in = SHIPPED.contains(name)
                ? Policies.class.getResourceAsStream("/policy/" + name + ".json")
                : null) {
            if (in == null) {
                throw new DocumentException(name, "", 0,
                        Message.of("policy.unknown", name, String.join(", ", SHIPPED)));
            }
            return in.readAllBytes();
        }
    }
}
