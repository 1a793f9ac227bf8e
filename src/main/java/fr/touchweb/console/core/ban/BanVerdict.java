package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.Locale;

/**
 * What the three vantage points say together (reference B.2). One alone decides nothing: a refused connection from here is
 * a ban or a service that is down.
 */
public enum BanVerdict {
    /** The site answers here. */
    NOT_BANNED,
    /** It did not, and did again after a silence: a limit of clicks. */
    MICRO_BAN,
    /** It answers the server itself and another one, not us. */
    BANNED,
    /** It answers the server itself, neither us nor another one; or it turns everybody away, the server too. */
    PATH,
    /** Nobody gets through to the front end. */
    FRONT_END_DOWN,
    /** The front end answers, what stands behind it does not. */
    BACKEND_DOWN,
    /** SSH keeps us out of the server, and another one sees the site: we are banned on both, or most likely so. */
    BANNED_EVERYWHERE,
    /** The name leads nowhere. */
    NO_ADDRESS,
    /** The vantage points that there are do not suffice. */
    UNDETERMINED;

    /**
     * @param here from this machine
     * @param server from the server itself
     * @param peer from another server
     * @param around whether SSH keeps us out of the server, so that it was asked through the other one
     */
    static BanVerdict of(Seen here, Seen server, Seen peer, boolean around) {
        if (here.fine()) {
            return NOT_BANNED;
        }
        if (!here.asked()) {
            return UNDETERMINED;
        }
        if (server.fine()) {
            return peer.fine() ? around ? BANNED_EVERYWHERE : BANNED : peer.asked() ? PATH : UNDETERMINED;
        }
        if (server instanceof Seen.Answer(int status, Duration _, Duration _) && status < 500) {
            return PATH;
        }
        if (server.asked()) {
            return server.backendFailure() || here.backendFailure() ? BACKEND_DOWN : FRONT_END_DOWN;
        }
        return peer.fine() ? BANNED_EVERYWHERE : UNDETERMINED;
    }

    /** Whether an answer is one that a rule gives, sooner than any time-out could: 408, 429, or 403 at once. */
    static boolean ofARule(Seen here, int roundTrips) {
        if (!(here instanceof Seen.Answer(int status, Duration connect, Duration waited))) {
            return here instanceof Seen.Closed;
        }
        Duration quick = connect.multipliedBy(roundTrips).plusMillis(50);
        return status == 429 || (status == 408 || status == 403) && waited.compareTo(quick) <= 0;
    }

    public Message text() {
        return Message.of("ban.verdict." + name().toLowerCase(Locale.ROOT));
    }
}
