/**
 * What somebody has to know who works on a server for the first time, with the buttons that do it, and the rights of a
 * site's files.
 */
@NullMarked
package fr.touchweb.console.desktop.fleet.guide;

import org.jspecify.annotations.NullMarked;
