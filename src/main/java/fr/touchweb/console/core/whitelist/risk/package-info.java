/**
 * What speaks against letting a range in: facts, each with the tier that it raises to. The worst one decides; there is no
 * sum (reference A.3).
 */
@NullMarked
package fr.touchweb.console.core.whitelist.risk;

import org.jspecify.annotations.NullMarked;
