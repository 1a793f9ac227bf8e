/**
 * What a person keeps of logs: lines that are marked, notes on them, links to a place in a log, and the text that hands
 * them over.
 */
@NullMarked
package fr.touchweb.console.core.logs.notes;

import org.jspecify.annotations.NullMarked;
