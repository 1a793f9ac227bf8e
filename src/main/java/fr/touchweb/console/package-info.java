/**
 * The front door: the window, or the command line.
 */
@NullMarked
package fr.touchweb.console;

import org.jspecify.annotations.NullMarked;
