/**
 * Until when systems and software are maintained, and what an obsolete one costs.
 */
@NullMarked
package fr.touchweb.console.core.fleet.eol;

import org.jspecify.annotations.NullMarked;
