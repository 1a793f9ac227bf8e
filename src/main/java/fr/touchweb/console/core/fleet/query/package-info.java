/**
 * The filter line of the fleet: words and {@code key:value}, read, completed, evaluated.
 */
@NullMarked
package fr.touchweb.console.core.fleet.query;

import org.jspecify.annotations.NullMarked;
