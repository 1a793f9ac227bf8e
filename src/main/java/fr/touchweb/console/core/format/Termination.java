package fr.touchweb.console.core.format;

import fr.touchweb.console.core.text.Message;
import java.util.Optional;
import java.util.Set;

/**
 * How a session of HAProxy ended, in words (HAProxy configuration manual 8.5; reference logs 5.4). The first flag says
 * who ended it, the second in which phase.
 *
 * @param flags two of them, or the four of HTTP, of which the last two are about cookies
 * @param status HTTP status, -1 for none
 */
public record Termination(String flags, int status) {
    private static final String NOTHING = "--";
    /** Pairs that have words of their own; the others are put together from who and where. */
    private static final Set<String> KNOWN = Set.of("cR", "CR", "PR", "PT", "sH", "SH", "SC", "sC", "sQ", "CQ", "CC",
            "cC", "CH", "cH", "CD", "cD", "CT", "SD", "sD", "SL", "sL", "PD", "PH", "PC", "RC", "RQ", "LR", "LC",
            "LH", "sR", "SR");

    /** How bad it is for the person who looks after the site. */
    public enum Weight {
        /** As it should be. */
        NORMAL,
        /** Nobody's fault: browsers that connect ahead, visitors that leave. */
        NOISE,
        /** A visitor had an answer too late or a wrong one. */
        FAULT,
        /** HAProxy itself is at its limits or broken. */
        ALARM
    }

    public Termination {
        if (flags.length() < 2) {
            throw new IllegalArgumentException("two flags at least");
        }
    }

    /** The two flags that say who and where. */
    public String pair() {
        return flags.substring(0, 2);
    }

    public Weight weight() {
        char who = flags.charAt(0);
        return switch (pair()) {
            case NOTHING, "LR" -> Weight.NORMAL;
            case "cR", "CR", "CD", "cD", "PR", "PT", "CT" -> Weight.NOISE;
            case "PC" -> Weight.ALARM;
            default -> who == 'R' || who == 'I' ? Weight.ALARM : who == '-' ? Weight.NORMAL : Weight.FAULT;
        };
    }

    /**
     * What happened: {@code sH} of 30.0 s is "the server did not answer within 30.0 s".
     *
     * @param seconds how long the session lasted; NaN when it is not known or is about many
     */
    public Message words(double seconds) {
        String pair = pair();
        if (pair.equals(NOTHING)) {
            return Message.of("format.end.normal");
        }
        if (!KNOWN.contains(pair)) {
            return Message.of("format.end.joined", who(), where());
        }
        boolean timed = !Double.isNaN(seconds) && (pair.charAt(0) == 's' || pair.charAt(0) == 'c');
        Message span = timed
                ? Message.of("format.end.seconds", seconds)
                : Message.of("format.end.limit");
        return Message.of("format.end.pair." + pair, span);
    }

    /** Where to look next, when there is anything to look for. */
    public Optional<Message> look() {
        return switch (pair()) {
            case "sH", "sD", "CH", "cH" -> Optional.of(Message.of("format.look.slow"));
            case "SH", "SD", "SL" -> Optional.of(Message.of("format.look.crash"));
            case "SC", "sC" -> Optional.of(Message.of("format.look.down"));
            case "sQ", "CQ" -> Optional.of(Message.of("format.look.saturated"));
            case "cR" -> Optional.of(Message.of("format.look.slowloris"));
            case "PR", "PH", "PD" -> Optional.of(Message.of("format.look.rules"));
            case "PC", "RC", "RQ" -> Optional.of(Message.of("format.look.limits"));
            default -> weight() == Weight.ALARM ? Optional.of(Message.of("format.look.limits")) : Optional.empty();
        };
    }

    private Message who() {
        return switch (flags.charAt(0)) {
            case 'C' -> Message.of("format.end.who.client");
            case 'S' -> Message.of("format.end.who.server");
            case 'P' -> Message.of("format.end.who.proxy");
            case 'L' -> Message.of("format.end.who.local");
            case 'R' -> Message.of("format.end.who.resource");
            case 'I' -> Message.of("format.end.who.internal");
            case 'D' -> Message.of("format.end.who.down");
            case 'U' -> Message.of("format.end.who.backup");
            case 'K' -> Message.of("format.end.who.administrator");
            case 'c' -> Message.of("format.end.who.clientTime");
            case 's' -> Message.of("format.end.who.serverTime");
            case '-' -> Message.of("format.end.who.nobody");
            default -> Message.of("format.end.unknown", flags.substring(0, 1));
        };
    }

    private Message where() {
        return switch (flags.charAt(1)) {
            case 'R' -> Message.of("format.end.where.request");
            case 'Q' -> Message.of("format.end.where.queue");
            case 'C' -> Message.of("format.end.where.connect");
            case 'H' -> Message.of("format.end.where.headers");
            case 'D' -> Message.of("format.end.where.data");
            case 'L' -> Message.of("format.end.where.last");
            case 'T' -> Message.of("format.end.where.tarpit");
            case '-' -> Message.of("format.end.where.after");
            default -> Message.of("format.end.unknown", flags.substring(1, 2));
        };
    }
}
