package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value that the second confirmation asks for. It is derived from this very request, so that it cannot be learned, and
 * its answer never leaves this class.
 */
final class Question {
    private final Message text;
    private final String answer;
    private final Message masked;
    private final Set<String> others;

    private Question(String key, String answer, Message masked) {
        this(key, answer, masked, Set.of());
    }

    private Question(String key, String answer, Message masked, Set<String> others) {
        this.text = Message.of(key);
        this.answer = answer;
        this.masked = masked;
        this.others = others;
    }

    /** Empty where pressing the second button is enough: a single address that nothing speaks against. */
    static Optional<Question> of(AddRequest request, boolean approving) {
        Cidr cidr = request.cidr();
        boolean one = cidr.weight().bitLength() == 1;
        String owner = request.assessment().owner();
        if (approving && owner != null) {
            Optional<Question> whose = ofOwner(owner, cidr);
            if (whose.isPresent()) {
                return whose;
            }
        }
        if (!one) {
            return Optional.of(new Question(cidr.ipv6() ? "whitelist.ask.networks" : "whitelist.ask.addresses",
                    cidr.weight().toString(), Message.of("whitelist.text", cidr.toString())));
        }
        if (request.assessment().tier().compareTo(Tier.ORANGE) < 0) {
            return Optional.empty();
        }
        String text = cidr.address();
        if (!cidr.ipv6()) {
            int dot = text.lastIndexOf('.');
            return Optional.of(new Question("whitelist.ask.lastByte", text.substring(dot + 1),
                    Message.of("whitelist.text", text.substring(0, dot) + ".…")));
        }
        // Of a network of a household the last group that is its own; of an address the last one of all.
        long group = cidr.prefix() > 64 ? cidr.low() & 0xFFFF : cidr.high() & 0xFFFF;
        String shown = cidr.widened(32).address();
        return Optional.of(new Question(cidr.prefix() > 64 ? "whitelist.ask.lastGroup" : "whitelist.ask.lastGroup64",
                Long.toHexString(group), Message.of("whitelist.text", shown + "…")));
    }

    /**
     * Whose network it is, asked of the second person: the first one gave the number, and all ranges of /24 have 256
     * addresses. The first word of the name is enough, and so is the whole; empty where a name has none that says anything.
     */
    private static Optional<Question> ofOwner(String owner, Cidr cidr) {
        List<String> words = Pattern.compile("[^a-z0-9]+").splitAsStream(plain(owner.replaceFirst("^AS\\d+ ", "")))
                .filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || words.getFirst().length() < 3) {
            return Optional.empty();
        }
        Set<String> beginnings = new HashSet<>();
        for (int i = 2; i <= words.size(); i++) {
            beginnings.add(String.join("", words.subList(0, i)));
        }
        return Optional.of(new Question("whitelist.ask.owner", words.getFirst(),
                Message.of("whitelist.text", cidr.toString()), beginnings));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    Message text() {
        return text;
    }

    /** The range in words that do not hold the answer, where that is a part of it. */
    Message masked() {
        return masked;
    }

    boolean accepts(String typed) {
        String plain = plain(typed).replaceAll("[\\s\\u00a0\\u202f]", "");
        return plain.equals(answer) || others.contains(plain.replaceAll("[^a-z0-9]", ""));
    }

    /** Whether a text holds the answer as a word of its own. */
    boolean givenAwayBy(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^0-9a-z]+")).contains(answer);
    }
}
