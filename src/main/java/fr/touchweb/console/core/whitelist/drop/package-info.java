/**
 * Changes of lists asked for by a file, for accounts that may not make them.
 */
@NullMarked
package fr.touchweb.console.core.whitelist.drop;

import org.jspecify.annotations.NullMarked;
