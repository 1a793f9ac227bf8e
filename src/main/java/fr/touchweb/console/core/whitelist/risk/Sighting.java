package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that a server met.
 *
 * @param address one address
 * @param times requests, or bans
 * @param last the newest, null when the server did not tell
 * @param list jail or list that banned it, null for an address that was only seen
 */
public record Sighting(Cidr address, long times, @Nullable Instant last, @Nullable String list) {}
