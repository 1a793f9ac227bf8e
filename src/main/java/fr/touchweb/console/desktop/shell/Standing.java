package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.Set;

/**
 * Who works here.
 *
 * @param rights what that person may do on at least one server
 */
public record Standing(PersonLine person, Set<Right> rights) {
    public Standing {
        rights = Set.copyOf(rights);
    }

    public static Standing of(Access access, Instant now) {
        return new Standing(new PersonLine(access.person().name(), access.role(now)), access.anywhere(now));
    }

    /** Somebody who may do nothing, since the fleet that would tell is being read. */
    public static Standing reading(String login) {
        return new Standing(new PersonLine(login, Message.of("account.role.reading")), Set.of());
    }

    /** Somebody who may do nothing, since the fleet that would tell cannot be read. */
    public static Standing unknown(String login) {
        return new Standing(new PersonLine(login, Message.of("account.role.unknown")), Set.of());
    }
}
