package fr.touchweb.console.core.ban;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules that drop or reject named addresses without a set, as {@code iptables -I INPUT -s 203.0.113.9 -j DROP} leaves them:
 * iptables of today speaks to nftables.
 */
final class NftRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "rule ";
    // A rule about a wider network is a policy of the house, not the ban of somebody.
    private static final int WIDEST_FOUR = 24;
    private static final int WIDEST_SIX = 48;

    private NftRules() {}

    static boolean isOne(String list) {
        return list.startsWith(PREFIX);
    }

    /** Bans that a rule makes by itself. */
    static List<Ban> bans(JsonNode ruleset) {
        List<Ban> bans = new ArrayList<>();
        for (JsonNode item : ruleset) {
            JsonNode rule = item.path("rule");
            String comment = rule.has("comment") ? rule.path("comment").asText() : null;
            for (Cidr address : turnedAway(rule)) {
                bans.add(new Ban("nftables", name(rule), address, null, null, comment, List.of()));
            }
        }
        return bans;
    }

    /** The rule of a ban as it stands now, empty when it is gone or says something else. */
    static Optional<JsonNode> find(JsonNode ruleset, Ban ban) {
        for (JsonNode item : ruleset) {
            JsonNode rule = item.path("rule");
            if (name(rule).equals(ban.list()) && turnedAway(rule).contains(ban.address())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Whether a rule names other addresses too, which would be let in with the one. */
    static boolean several(JsonNode rule) {
        return turnedAway(rule).size() > 1;
    }

    /** Words that delete the rule of a ban. */
    static List<String> deleting(Ban ban) {
        return Stream.concat(Stream.of("delete", "rule"),
                Stream.of(ban.list().substring(PREFIX.length()).split(" "))).toList();
    }

    /** The document that puts a rule back before all others, null where it has a part that JSON cannot say. */
    static @Nullable String restoring(JsonNode rule) {
        for (JsonNode expression : rule.path("expr")) {
            if (expression.has("xt")) {
                return null;
            }
        }
        ObjectNode back = rule.deepCopy();
        back.remove("handle");
        ObjectNode root = JSON.createObjectNode();
        root.putArray("nftables").addObject().putObject("insert").set("rule", back);
        return root.toString();
    }

    private static String name(JsonNode rule) {
        return PREFIX + rule.path("family").asText() + " " + rule.path("table").asText() + " "
                + rule.path("chain").asText() + " handle " + rule.path("handle").asText();
    }

    private static List<Cidr> turnedAway(JsonNode rule) {
        List<Cidr> addresses = new ArrayList<>();
        boolean out = false;
        for (JsonNode expression : rule.path("expr")) {
            JsonNode match = expression.path("match");
            if (match.path("left").path("payload").path("field").asText().equals("saddr")
                    && match.path("op").asText().equals("==")) {
                addresses(match.path("right"), addresses);
            }
            String target = expression.path("xt").path("name").asText();
            out |= expression.has("drop") || expression.has("reject") || target.equals("REJECT")
                    || target.equals("DROP");
        }
        return out ? addresses : List.of();
    }

    private static void addresses(JsonNode right, List<Cidr> found) {
        if (right.has("set")) {
            right.path("set").forEach(element -> addresses(element, found));
            return;
        }
        String text = right.has("prefix")
                ? right.path("prefix").path("addr").asText() + "/" + right.path("prefix").path("len").asInt()
                : right.asText();
        if (AddressText.parse(text) instanceof Parsed.Read(Cidr address) && ofSomebody(address)) {
            found.add(address);
        }
    }

    /** Whether a range is narrow enough to be the ban of somebody. */
    static boolean ofSomebody(Cidr address) {
        return address.prefix() >= (address.ipv6() ? WIDEST_SIX : WIDEST_FOUR);
    }
}
