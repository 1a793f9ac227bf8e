package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was seen and what it says.
 *
 * @param kind where it comes from, in the order of proof (design rule C3)
 * @param origin the producer that it speaks for, null when it speaks for a whole family or for nobody
 * @param family the family that it speaks for, null when it is neutral
 * @param decibans ten times the decimal logarithm of its likelihood ratio, 0 when neutral; not used for {@link Kind#PROOF}
 * @param reason what was seen, in words
 */
public record Evidence(Kind kind, @Nullable Origin origin, Origin.@Nullable Family family, int decibans,
        Message reason) {

    /** Where evidence comes from; the first kinds outrank the later ones. */
    public enum Kind {
        /** The server's own word: a log line, a layer, a rule. */
        PROOF,
        /** Status line, headers, cookies, body. */
        SIGNATURE,
        /** What the time says; alone it never makes a verdict certain. */
        TIMING,
        /** Worth knowing, decides nothing. */
        NEUTRAL
    }

    public static Evidence proof(Origin origin, Message reason) {
        return new Evidence(Kind.PROOF, origin, origin.family(), 0, reason);
    }

    public static Evidence signature(Origin origin, int decibans, Message reason) {
        return new Evidence(Kind.SIGNATURE, origin, origin.family(), decibans, reason);
    }

    public static Evidence family(Kind kind, Origin.Family family, int decibans, Message reason) {
        return new Evidence(kind, null, family, decibans, reason);
    }

    public static Evidence neutral(Message reason) {
        return new Evidence(Kind.NEUTRAL, null, null, 0, reason);
    }
}
