package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.text.Message;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A value that the second confirmation asks for. It is derived from this very request, so that it cannot be learned.
 *
 * @param kind last part of the key of its words
 * @param answer in lower case, without accents
 * @param others what is taken for the answer too
 * @param masked the range in words that do not hold the answer, where that is a part of it
 */
record Question(String kind, String answer, Set<String> others, Message masked) {

    Question {
        others = Set.copyOf(others);
    }

    Question(String kind, String answer, Message masked) {
        this(kind, answer, Set.of(), masked);
    }

    Message text() {
        return Message.of("whitelist.ask." + kind);
    }

    boolean accepts(String typed) {
        String plain = plain(typed).replaceAll("[\\s\\u00a0\\u202f]", "");
        return plain.equals(answer) || others.contains(plain.replaceAll("[^a-z0-9]", ""));
    }

    /** Whether a text holds the answer as a word of its own. */
    boolean givenAwayBy(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^0-9a-z]+")).contains(answer);
    }

    Asked asked() {
        return new Asked(kind, answer);
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
