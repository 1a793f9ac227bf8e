package fr.touchweb.console.core.policy;

/**
 * Which addresses may stand in lists.
 *
 * @param reservedAllowed whether loopback, private and documentation ranges count as ordinary; true in the lab alone
 */
public record AddressPolicy(boolean reservedAllowed) {}
