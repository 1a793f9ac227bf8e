package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.text.Message;

/**
 * Whose a file is.
 *
 * @param owner login, or the number where the account cannot see its name
 * @param group name, or the number
 * @param maker what made it, told by the owner
 * @param mine whether the account that looks owns it, and so may change its rights (G20)
 */
public record Owned(String path, FileStat stat, String owner, String group, Maker maker, boolean mine) {

    /** Who wrote it, in words. */
    public Message written() {
        return Message.of("rights.maker." + maker.name().toLowerCase(java.util.Locale.ROOT), owner);
    }

    /** Why {@code chmod} and {@code chown} say "operation not permitted" here, or that they do not. */
    public Message permission() {
        return mine ? Message.of("rights.permission.mine") : Message.of("rights.permission.other", owner);
    }

    /** The mode as {@code chmod} takes it, "?" where the server does not tell. */
    public String mode() {
        return stat.permissions() < 0 ? "?" : String.format("%04o", stat.permissions());
    }
}
