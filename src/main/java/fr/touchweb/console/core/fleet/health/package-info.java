/**
 * What all that is known of a server amounts to: its state with the reason, remarks, and the row that pages and queries look at.
 */
@NullMarked
package fr.touchweb.console.core.fleet.health;

import org.jspecify.annotations.NullMarked;
