/**
 * The one place where core's parts are put together, by hand and through constructors, for the window and for the command
 * line.
 */
@NullMarked
package fr.touchweb.console.core.assembly;

import org.jspecify.annotations.NullMarked;
