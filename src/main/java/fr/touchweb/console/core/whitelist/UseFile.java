package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What logs told of the use of entries, in a file beside the register: logs are turned over, this stays. It is no part of
 * the register's document, so that a look at the list is no change that another console has to be told of.
 */
final class UseFile {
    static final String NAME = "use.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Use> uses;

    private record Use(long hits, @Nullable Instant last, int seen, @Nullable Attack attack) {
        Entry of(Entry entry) {
            Instant before = entry.lastHit();
            Instant newest = before == null || last != null && last.isAfter(before) ? last : before;
            return entry.withUse(Math.max(entry.hits(), hits), newest, Math.max(entry.seen(), seen),
                    Attack.more(entry.attack(), attack));
        }
    }

    private UseFile(Map<String, Use> uses) {
        this.uses = uses;
    }

    /** Reads the file; one that is torn tells nothing, and is made anew from the logs. */
    static UseFile read(byte @Nullable [] bytes) throws IOException {
        Map<String, Use> uses = new LinkedHashMap<>();
        if (bytes != null) {
            try {
                JSON.readTree(bytes).path("entries").properties().forEach(entry -> {
                    JsonNode use = entry.getValue();
                    uses.put(entry.getKey(), new Use(use.path("hits").asLong(),
                            use.has("last") ? Instant.ofEpochSecond(use.path("last").asLong()) : null,
                            use.path("seen").asInt(),
                            use.has("lastBan")
                                    ? new Attack(use.path("bans").asInt(),
                                            Instant.ofEpochSecond(use.path("lastBan").asLong()))
                                    : null));
                });
            } catch (JsonProcessingException _) {
                uses.clear();
            }
        }
        return new UseFile(uses);
    }

    /** A register whose entries know their use. */
    Register into(Register register) {
        return uses.isEmpty()
                ? register
                : register.mapped(entry -> uses.containsKey(entry.id()) ? uses.get(entry.id()).of(entry) : entry);
    }

    /**
     * The file with what was read now.
     *
     * @param register whose entries alone are kept
     * @param every a newer hit alone is worth writing after this time
     * @return null where there is nothing worth writing
     */
    byte @Nullable [] with(Map<String, Usage> now, Register register, Duration every) {
        Map<String, Use> all = new LinkedHashMap<>();
        boolean worth = false;
        for (Entry entry : register.entries()) {
            Use old = uses.get(entry.id());
            Usage usage = now.get(entry.id());
            Use use = usage == null || usage.hits() == 0 && usage.attack() == null
                    ? old
                    : of(usage.of(old == null ? entry : old.of(entry)));
            if (use != null) {
                worth |= old == null || use.seen() > old.seen() || later(use.last(), old.last(), every)
                        || !Objects.equals(use.attack(), old.attack());
                all.put(entry.id(), use);
            }
        }
        return worth ? bytes(all) : null;
    }

    private static Use of(Entry entry) {
        Instant last = entry.lastHit();
        return new Use(entry.hits(), last == null ? null : last.truncatedTo(ChronoUnit.SECONDS), entry.seen(),
                entry.attack());
    }

    private static boolean later(@Nullable Instant now, @Nullable Instant before, Duration every) {
        return now != null && (before == null || !now.isBefore(before.plus(every)));
    }

    private static byte[] bytes(Map<String, Use> uses) {
        ObjectNode root = JSON.createObjectNode().put("version", 1);
        ObjectNode entries = root.putObject("entries");
        uses.forEach((id, use) -> {
            ObjectNode one = entries.putObject(id).put("hits", use.hits()).put("seen", use.seen());
            if (use.last() != null) {
                one.put("last", use.last().getEpochSecond());
            }
            if (use.attack() != null) {
                one.put("bans", use.attack().bans()).put("lastBan", use.attack().last().getEpochSecond());
            }
        });
        return (root + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
