/**
 * The inventory: model, documents, import, queries, facts and end of life.
 */
@NullMarked
package fr.touchweb.console.core.fleet;

import org.jspecify.annotations.NullMarked;
