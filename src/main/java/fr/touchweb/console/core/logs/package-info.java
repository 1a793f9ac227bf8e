/**
 * Logs of many servers in one timeline: sources, spool, index, filters.
 */
@NullMarked
package fr.touchweb.console.core.logs;

import org.jspecify.annotations.NullMarked;
