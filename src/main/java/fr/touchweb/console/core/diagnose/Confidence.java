package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.text.Message;
import java.util.Locale;

/** How sure a verdict is, from sure to weak. */
public enum Confidence {
    CERTAIN, HIGH, MEDIUM, LOW;

    /** Name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Message text() {
        return Message.of("diagnose.confidence." + id());
    }

    /** The weaker of two. */
    public Confidence atMost(Confidence other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
