/**
 * Who is banned, by what, since and until when and why, and how it is lifted, asked from the daemons themselves (reference
 * B.1 to B.4; G33 to G40). Nothing here asks a server from an address that it bans.
 */
@NullMarked
package fr.touchweb.console.core.ban;

import org.jspecify.annotations.NullMarked;
