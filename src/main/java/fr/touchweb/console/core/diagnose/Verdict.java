package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.text.Message;
import java.util.Locale;

/** Which part of the house answered a request. */
public enum Verdict {
    /** HAProxy, nginx or Apache's own configuration. */
    FRONT_END,
    /** A rule of a {@code .htaccess}. */
    HTACCESS,
    /** PHP and what runs in it. */
    APPLICATION,
    /** A copy that a cache kept; who made the original is another question. */
    CACHE,
    /** Not the application now: a front end, a {@code .htaccess}, or a cache that does not say so (design rule C4). */
    BEFORE_APPLICATION,
    /** Nothing that was seen decides. */
    UNDETERMINED;

    /** Name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Message text() {
        return Message.of("diagnose.verdict." + id());
    }
}
