/**
 * Pictures of every page in its telling states, without a display.
 */
@NullMarked
package fr.touchweb.console.desktop.tour;

import org.jspecify.annotations.NullMarked;
