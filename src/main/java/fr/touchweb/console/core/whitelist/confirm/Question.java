package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The value that the second confirmation asks for. It is derived from this very request, so that it cannot be learned, and
 * its answer never leaves this class.
 */
final class Question {
    private final Message text;
    private final String answer;
    private final Message masked;

    private Question(String key, String answer, Message masked) {
        this.text = Message.of(key);
        this.answer = answer;
        this.masked = masked;
    }

    /** Empty where pressing the second button is enough: a single address that nothing speaks against. */
    static Optional<Question> of(AddRequest request) {
        Cidr cidr = request.cidr();
        boolean one = cidr.weight().bitLength() == 1;
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

    Message text() {
        return text;
    }

    /** The range in words that do not hold the answer, where that is a part of it. */
    Message masked() {
        return masked;
    }

    boolean accepts(String typed) {
        return typed.replaceAll("[\\s\\u00a0\\u202f]", "").toLowerCase(Locale.ROOT).equals(answer);
    }

    /** Whether a text holds the answer as a word of its own. */
    boolean givenAwayBy(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^0-9a-z]+")).contains(answer);
    }
}
