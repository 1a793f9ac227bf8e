/**
 * Several logs as one, by time.
 */
@NullMarked
package fr.touchweb.console.core.logs.merge;

import org.jspecify.annotations.NullMarked;
