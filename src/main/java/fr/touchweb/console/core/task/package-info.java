/**
 * Background work without a toolkit: progress, cancel, outcome.
 */
@NullMarked
package fr.touchweb.console.core.task;

import org.jspecify.annotations.NullMarked;
