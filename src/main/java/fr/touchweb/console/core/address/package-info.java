/**
 * Internet addresses and ranges of them: strict parsing with every refusal explained, and one canonical form. Used by
 * whitelists and bans, which do not know each other.
 */
@NullMarked
package fr.touchweb.console.core.address;

import org.jspecify.annotations.NullMarked;
