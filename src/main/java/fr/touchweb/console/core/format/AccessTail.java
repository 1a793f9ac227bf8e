package fr.touchweb.console.core.format;

import fr.touchweb.console.core.policy.FormatPolicy;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What access lines of one log say behind the agent, of which the duration is read: as the policy declares it, as the lines
 * note it, or as their order proves it; where none of these speaks, durations are unknown. Shared by the parsers of a log.
 * Safe on any thread.
 */
public final class AccessTail {
    private static final int LONGEST = 1_024;
    /** Lines that are looked at for a unit where nothing can be learnt from them. */
    private static final int LOOKS = 200;

    private final boolean nginx;
    private final TailEvidence evidence;
    private volatile @Nullable Known known;
    /** Numbers that nobody can say what they are. */
    private volatile boolean unknown;
    private volatile int looks;

    /** A reading, and why it is believed. */
    private record Known(TailReading reading, Message why) {}

    /** @param path of the log */
    public AccessTail(FormatPolicy.AccessTails policy, String path) {
        this.nginx = path.toLowerCase(Locale.ROOT).contains("nginx");
        this.evidence = new TailEvidence(policy.lateLines(), policy.toleranceMillis() * 1_000L);
        this.known = policy.declared().stream().filter(one -> glob(one.path()).matcher(path).matches())
                .map(one -> TailReading.of(one.logFormat())).filter(Objects::nonNull).findFirst()
                .map(reading -> new Known(reading, Message.of("format.tail.declared", reading.text()))).orElse(null);
    }

    private static Pattern glob(String glob) {
        StringBuilder expression = new StringBuilder();
        for (char c : glob.toCharArray()) {
            expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(expression.toString());
    }

    /**
     * Reads the duration of a line whose format and time are known.
     *
     * @param from place after the agent's quote
     * @param inOrder whether lines come here in the order of their file, so that it may be learnt from
     */
    void read(byte[] b, int from, int end, boolean inOrder, ParsedLine out) {
        Known how = known;
        if (how == null && (inOrder || looks < LOOKS)) {
            how = look(Bytes.text(b, from, Math.min(end, from + LONGEST)), inOrder ? out.time() : LocalTimes.NONE);
        }
        if (how != null) {
            how.reading().read(b, from, end, out);
        }
    }

    private synchronized @Nullable Known look(String tail, long time) {
        looks = Math.min(LOOKS, looks + 1);
        List<String> words = TailNotation.words(tail);
        TailReading noted = TailNotation.of(words, nginx);
        if (noted != null) {
            known = new Known(noted, Message.of("format.tail.noted", noted.text()));
            return known;
        }
        unknown |= TailEvidence.speaks(words);
        // nginx writes and tells the end: nothing stands out of order.
        TailEvidence.Found found = nginx || time == LocalTimes.NONE ? null : evidence.add(time, words);
        if (found != null) {
            known = new Known(found.reading(), Message.of("format.tail.learnt", found.reading().text(), found.late()));
        }
        return known;
    }

    /** How durations are read, or that nobody can say it; empty where lines end with the agent. */
    public Optional<Message> why() {
        Known how = known;
        return how != null
                ? Optional.of(how.why())
                : unknown ? Optional.of(Message.of("format.tail.unknown")) : Optional.empty();
    }

    /** Whether durations can be read. */
    public boolean isKnown() {
        return known != null;
    }
}
