/**
 * Words: keys in bundles, turned into French or English at the last moment.
 */
@NullMarked
package fr.touchweb.console.core.text;

import org.jspecify.annotations.NullMarked;
