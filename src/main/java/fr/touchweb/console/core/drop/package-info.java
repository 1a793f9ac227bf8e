/**
 * Changes asked for by a file, for accounts that may not make them: the mechanism of the company's guide (G23).
 */
@NullMarked
package fr.touchweb.console.core.drop;

import org.jspecify.annotations.NullMarked;
