package fr.touchweb.console.core.ban;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose a set of the firewall is, by its name: a ban that is lifted behind its owner's back has the two disagree, and comes
 * back (reference B.3).
 */
final class SetOwner {
    private SetOwner() {}

    /** The owner as people call it, null for a set that belongs to the firewall itself. */
    static @Nullable String of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("f2b")
                ? "fail2ban"
                : lower.contains("crowdsec")
                        ? "CrowdSec"
                        : lower.startsWith("chain_") || lower.startsWith("bl_") ? "CSF" : null;
    }

    /** How a ban of such a set is lifted, null where the set is free. */
    static @Nullable Way way(String name) {
        String owner = of(name);
        return owner == null ? null : Way.byHand("ban.ownedBy", name, owner);
    }
}
