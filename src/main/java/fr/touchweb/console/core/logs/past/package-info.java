/**
 * What followed logs hold from before the place at which following began: read back to a moment, into the same timeline,
 * no line twice.
 */
@NullMarked
package fr.touchweb.console.core.logs.past;

import org.jspecify.annotations.NullMarked;
