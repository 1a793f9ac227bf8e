package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to “am I banned?” for one family of addresses.
 *
 * @param family 4 or 6
 * @param target public address of the site that was asked, null when the name has none
 * @param here what this machine met, the first time
 * @param again what it met after the silence, null when it was not asked again
 * @param server what the server itself met
 * @param peer what another server met
 * @param proxy what was met through an HTTP proxy, null when none was named
 * @param verdict of them together
 * @param own our address as the server sees it, null when not known
 * @param evidence what tells our address, null when nothing does
 * @param bans of that address, with their causes
 * @param through id of the server through which the site's one was asked, for SSH kept us out too; null when it was asked
 *        directly
 * @param notes what else is to be known: daemons that did not answer, a tarpit, an address of the other family
 */
public record BanFindings(int family, @Nullable String target, Seen here, @Nullable Seen again, Seen server, Seen peer,
        @Nullable Seen proxy, BanVerdict verdict, @Nullable Cidr own, @Nullable Message evidence, List<Ban> bans,
        @Nullable String through, List<Message> notes) {

    public BanFindings {
        bans = List.copyOf(bans);
        notes = List.copyOf(notes);
    }

    /** Whether the person is kept out, now or a moment ago. */
    public boolean banned() {
        return verdict == BanVerdict.BANNED || verdict == BanVerdict.BANNED_EVERYWHERE
                || verdict == BanVerdict.MICRO_BAN;
    }
}
