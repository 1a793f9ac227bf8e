package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the register. Times are in whole seconds, UTC.
 *
 * @param id unique on its server
 * @param site id of the site, null for the whole server
 * @param kind what stands behind the address
 * @param reason why it is let in; never empty
 * @param requester client or ticket that asked for it; never empty
 * @param author login of who added it
 * @param approver login of the second person, null where none was needed or has agreed yet
 * @param created moment of the request
 * @param expires end; there is no entry without one
 * @param state as it was last written; an active entry past its end counts as expired, see {@link #state(Instant)}
 * @param hits how often it has saved somebody, as far as logs tell
 * @param lastHit the newest of them
 * @param seen distinct addresses of the range that used it
 * @param ended who took it out before its end, null where nobody did or nobody was let in by it
 * @param rotated who said that the password was changed that was given with the access, null where nobody did (L41)
 * @param cut what was made smaller of it since it was confirmed, null where nothing was
 * @param attack bans of its addresses after it let them in, null where none is known
 */
@JsonInclude(Include.NON_EMPTY)
public record Entry(String id, Scope scope, @Nullable String site,
        @JsonDeserialize(using = CidrText.class) @JsonSerialize(using = ToStringSerializer.class) Cidr cidr,
        Kind kind, String reason, String requester, String author, @Nullable String approver,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant created,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant expires,
        State state, long hits,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant lastHit,
        int seen, @Nullable Mark ended, @Nullable Mark rotated, @Nullable Cut cut, @Nullable Attack attack) {

    /** An entry to which nothing has happened yet. */
    public Entry(String id, Scope scope, @Nullable String site, Cidr cidr, Kind kind, String reason, String requester,
            String author, @Nullable String approver, Instant created, Instant expires, State state, long hits,
            @Nullable Instant lastHit, int seen) {
        this(id, scope, site, cidr, kind, reason, requester, author, approver, created, expires, state, hits, lastHit,
                seen, null, null, null, null);
    }

    /** What stands behind an address (G38). */
    public enum Kind {
        @JsonProperty("person")
        PERSON, @JsonProperty("office")
        OFFICE, @JsonProperty("vpn")
        VPN, @JsonProperty("partner")
        PARTNER;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Message title() {
            return Message.of("whitelist.kind." + id());
        }
    }

    /** Where an entry stands in its life. */
    public enum State {
        /** A second person has not agreed yet. */
        @JsonProperty("pending")
        PENDING,
        /** Let in. */
        @JsonProperty("active")
        ACTIVE,
        /** Its time is over. */
        @JsonProperty("expired")
        EXPIRED,
        /** Removed before its time. */
        @JsonProperty("revoked")
        REVOKED,
        /** The second person said no. */
        @JsonProperty("refused")
        REFUSED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Message title() {
            return Message.of("whitelist.state." + id());
        }
    }

    /** The state that counts at a moment. */
    public State state(Instant now) {
        return state == State.ACTIVE && !now.isBefore(expires) ? State.EXPIRED : state;
    }

    /** Whether it lets somebody in at a moment. */
    public boolean letsIn(Instant now) {
        return state(now) == State.ACTIVE;
    }

    @JsonIgnore
    public Duration life() {
        return Duration.between(created, expires);
    }

    public Entry with(State value) {
        return changed(value, expires, ended, rotated, cut);
    }

    private Entry changed(State value, Instant end, @Nullable Mark out, @Nullable Mark password,
            @Nullable Cut smaller) {
        return new Entry(id, scope, site, cidr, kind, reason, requester, author, approver, created, end, value, hits,
                lastHit, seen, out, password, smaller, attack);
    }

    /** Agreed to by a second person: its life begins now. */
    public Entry approved(String by, Instant now, Duration life) {
        return new Entry(id, scope, site, cidr, kind, reason, requester, author, by, now, now.plus(life),
                State.ACTIVE, hits, lastHit, seen);
    }

    /** The same with another end. */
    public Entry ending(Instant end) {
        return changed(state, end, ended, rotated, cut);
    }

    /** Ended sooner than was confirmed. */
    public Entry shortened(Instant end, Mark mark) {
        return changed(state, end, ended, rotated,
                new Cut(Cut.Kind.SHORTENED, mark.at(), mark.by(), cut == null ? expires : cut.was()));
    }

    /** Taken out for entries of the addresses that came. */
    public Entry reduced(Mark mark) {
        return changed(State.REVOKED, expires, ended, rotated,
                new Cut(Cut.Kind.REDUCED, mark.at(), mark.by(), cut == null ? expires : cut.was()));
    }

    /** An entry for a part of this one, as long as this one lasts. */
    public Entry narrowed(String newId, Cidr part, String by, Instant now) {
        return new Entry(newId, scope, site, part, kind, reason, requester, by, null, now, expires, State.ACTIVE, 0,
                null, 0);
    }

    /** Refused by a second person. */
    public Entry refused(String by) {
        return new Entry(id, scope, site, cidr, kind, reason, requester, author, by, created, expires, State.REFUSED,
                hits, lastHit, seen);
    }

    /** Whether it is another one in its use at most. */
    public boolean sameBut(Entry other) {
        return withUse(other.hits, other.lastHit, other.seen, other.attack).equals(other);
    }

    public Entry withUse(long times, @Nullable Instant last, int distinct) {
        return withUse(times, last, distinct, attack);
    }

    public Entry withUse(long times, @Nullable Instant last, int distinct, @Nullable Attack bans) {
        return new Entry(id, scope, site, cidr, kind, reason, requester, author, approver, created, expires, state,
                times, last, distinct, ended, rotated, cut, bans);
    }

    /** Taken out before its time. */
    public Entry revoked(Mark mark) {
        return changed(State.REVOKED, expires, state == State.ACTIVE ? mark : null, rotated, cut);
    }

    /** The password that was given with it was changed. */
    public Entry rotated(Mark mark) {
        return changed(state, expires, ended, mark, cut);
    }

    /** When it let somebody in for the last time, null while it does or where it never did. */
    public @Nullable Instant over(Instant now) {
        return ended != null ? ended.at() : state(now) == State.EXPIRED ? expires : null;
    }
}
