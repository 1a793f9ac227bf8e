package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Everything that can be asked of a request, and which of it is: what this person has not answered lately, so that a
 * number that all ranges of one size share is not typed by habit (reference A.2).
 */
final class Questions {
    private static final int FEWEST_SITES = 2;
    private static final int SHORTEST_NAME = 3;
    private static final int HOUSEHOLD = 64;
    private static final int OCTETS = 24;

    private final AddRequest request;
    private final Cidr cidr;
    private final List<Question> all = new ArrayList<>();

    private Questions(AddRequest request) {
        this.request = request;
        cidr = request.cidr();
    }

    /**
     * The question for a request; empty where pressing the second button is enough: a single address that nothing speaks
     * against.
     *
     * @param before what the person was asked lately, the oldest first
     */
    static Optional<Question> of(AddRequest request, boolean approving, List<Asked> before) {
        Questions possible = new Questions(request);
        boolean one = request.cidr().weight().bitLength() == 1;
        if (one && request.assessment().tier().compareTo(Tier.ORANGE) < 0) {
            return Optional.empty();
        }
        if (approving) {
            // The first person gave the number most likely: the second one reads something else.
            possible.owner();
            possible.banned();
        }
        if (one) {
            possible.address();
        } else {
            possible.range();
        }
        if (!approving && request.assessment().tier() == Tier.RED) {
            possible.owner();
            possible.banned();
        }
        possible.sites();
        possible.middle();
        return Optional.of(possible.freshest(before));
    }

    /** What was never asked with this answer, of a kind that was not asked for the longest; else what was so for the longest. */
    private Question freshest(List<Asked> before) {
        List<Question> fresh = all.stream().filter(question -> !before.contains(question.asked())).toList();
        List<String> kinds = before.stream().map(Asked::kind).toList();
        ToIntFunction<Question> age = fresh.isEmpty()
                ? question -> before.lastIndexOf(question.asked())
                : question -> kinds.lastIndexOf(question.kind());
        return (fresh.isEmpty() ? all : fresh).stream().min(Comparator.comparingInt(age)).orElseThrow();
    }

    private void range() {
        add(cidr.ipv6() ? "networks" : "addresses", cidr.weight().toString(), cidr.toString());
        if (!cidr.ipv6() && cidr.prefix() > OCTETS) {
            add("lastOfRange", lastByte(cidr.last()), cidr.toString());
        }
    }

    private void address() {
        String text = cidr.address();
        if (cidr.ipv6()) {
            // Of a network of a household the last group that is its own; of an address the last one of all.
            boolean address = cidr.prefix() > HOUSEHOLD;
            long group = address ? cidr.low() & 0xFFFF : cidr.high() & 0xFFFF;
            add(address ? "lastGroup" : "lastGroup64", Long.toHexString(group), cidr.widened(32).address() + "…");
        } else {
            add("lastByte", lastByte(cidr), text.substring(0, text.lastIndexOf('.')) + ".…");
        }
    }

    /** A part of the range that differs from range to range where their sizes do not. */
    private void middle() {
        if (cidr.ipv6()) {
            add("thirdGroup", Long.toHexString(cidr.high() >>> 16 & 0xFFFF), cidr.widened(32).address() + "…");
        } else {
            String[] octets = cidr.address().split("\\.");
            add("thirdByte", octets[2], octets[0] + "." + octets[1] + ".…." + octets[3]
                    + (cidr.single() ? "" : "/" + cidr.prefix()));
        }
    }

    /** Only a door that is not one site's touches them all. */
    private void sites() {
        if (request.site() == null && request.sites() >= FEWEST_SITES) {
            add("sites", String.valueOf(request.sites()), cidr.toString());
        }
    }

    private void banned() {
        Assessment known = request.assessment();
        Cidr address = known.narrower();
        List<Fact> facts = known.facts().stream().filter(fact -> fact.code().equals(Fact.BANNED)).toList();
        boolean single = facts.size() == 1 && facts.getFirst().text().arguments().getFirst().equals(1);
        if (single && address != null && !address.ipv6()) {
            add("banned", lastByte(address), cidr.toString());
        }
    }

    /** Whose network it is. The first word of the name is enough, and so is the whole; a name may have none that says anything. */
    private void owner() {
        String owner = request.assessment().owner();
        List<String> words = owner == null ? List.of() : words(owner);
        if (words.isEmpty() || words.getFirst().length() < SHORTEST_NAME) {
            return;
        }
        Set<String> beginnings = new HashSet<>();
        for (int i = 2; i <= words.size(); i++) {
            beginnings.add(String.join("", words.subList(0, i)));
        }
        all.add(new Question("owner", words.getFirst(), beginnings, Message.of("whitelist.text", cidr.toString())));
    }

    private static List<String> words(String owner) {
        return Pattern.compile("[^a-z0-9]+").splitAsStream(Question.plain(owner.replaceFirst("^AS\\d+ ", "")))
                .filter(word -> !word.isEmpty()).toList();
    }

    private void add(String kind, String answer, String shown) {
        all.add(new Question(kind, answer, Message.of("whitelist.text", shown)));
    }

    private static String lastByte(Cidr address) {
        String text = address.address();
        return text.substring(text.lastIndexOf('.') + 1);
    }
}
