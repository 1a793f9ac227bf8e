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
    /** It answers from elsewhere, not us: the server itself and another one, or another one where no server is known. */
    BANNED,
    /** The application turns us away, no daemon of the server does: lifted in its back office. */
    APPLICATION,
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

    /** How the server itself was reached. */
    enum Reached {
        /** Over SSH, or it was not and should have been. */
        DIRECTLY,
        /** Through the other server, for SSH keeps us out of it. */
        AROUND,
        /** No server of the site is known. */
        UNKNOWN
    }

    /**
     * @param here from this machine
     * @param server from the server itself
     * @param peer from elsewhere, with another address
     */
    static BanVerdict of(Seen here, Seen server, Seen peer, Reached reached) {
        if (here.fine()) {
            return NOT_BANNED;
        }
        if (!here.asked()) {
            return UNDETERMINED;
        }
        if (here.application() != null && (server.fine() || peer.fine())) {
            return APPLICATION;
        }
        if (server.fine()) {
            return peer.fine()
                    ? reached == Reached.AROUND ? BANNED_EVERYWHERE : BANNED
                    : peer.asked() ? PATH : UNDETERMINED;
        }
        if (server instanceof Seen.Answer(int status, Duration _, Duration _, String _) && status < 500) {
            return PATH;
        }
        if (server.asked()) {
            return server.backendFailure() || here.backendFailure() ? BACKEND_DOWN : FRONT_END_DOWN;
        }
        if (!peer.fine()) {
            return UNDETERMINED;
        }
        return reached == Reached.UNKNOWN ? BANNED : BANNED_EVERYWHERE;
    }

    /** Whether an answer is one that a rule gives, sooner than any time-out could: 408, 429, or 403 at once. */
    static boolean ofARule(Seen here, int roundTrips) {
        if (!(here instanceof Seen.Answer(int status, Duration connect, Duration waited, String _))) {
            return here instanceof Seen.Closed;
        }
        Duration quick = connect.multipliedBy(roundTrips).plusMillis(50);
        return status == 429 || (status == 408 || status == 403) && waited.compareTo(quick) <= 0;
    }

    public Message text() {
        return Message.of("ban.verdict." + name().toLowerCase(Locale.ROOT));
    }
}
