package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.text.Message;
import java.util.Locale;

/**
 * A file or folder whose rights are not what lets everybody of a site work on it (G22).
 *
 * @param path below the root of the site, {@code .} for the root itself
 */
public record Deviation(Kind kind, String path, Owned owned) {

    /** What is wrong. */
    public enum Kind {
        /** A folder whose new files do not inherit its group. */
        NO_SETGID,
        /** Of another group than the site's. */
        OTHER_GROUP,
        /** The group may not write it; with an ACL, its mask says so. */
        GROUP_CANNOT_WRITE,
        /** Every account of the machine may write it. */
        ANYBODY_WRITES,
        /** A folder whose default ACL keeps the group from writing what will be made in it. */
        DEFAULT_ACL,
        /** The account is not of the site's group. */
        NOT_MEMBER,
        /** What the account makes in a session may not be written by its group. */
        UMASK,
        /** A folder that the account may not list, so that nothing below it was looked at. */
        CLOSED;

        /** Whether it is about the account, not about files that can be counted. */
        public boolean single() {
            return this == NOT_MEMBER || this == UMASK;
        }

        /** What it means, in words. */
        public Message text() {
            return Message.of("rights.deviation." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
