/**
 * Search in the bytes of logs: what an expression cannot match without is found first, the expression itself runs on the
 * lines that hold it, on every core.
 */
@NullMarked
package fr.touchweb.console.core.logs.search;

import org.jspecify.annotations.NullMarked;
