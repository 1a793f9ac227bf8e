package fr.touchweb.console.core.policy;

/**
 * When the console hides what it shows, and what brings it back. It locks only where a vault stands, whose password
 * unlocks it.
 *
 * @param idleMinutes without a key or a move of the mouse, 0 for never
 * @param withScreen whether it locks with the desktop session, as far as the system tells
 * @param atStart whether it starts locked
 * @param withCode whether a code of the vault's second factor is wanted too, where one is set
 */
public record LockPolicy(int idleMinutes, boolean withScreen, boolean atStart, boolean withCode) {
    public LockPolicy {
        Policy.require(idleMinutes >= 0 && idleMinutes <= 24 * 60, "0 <= idleMinutes <= 1440");
    }
}
