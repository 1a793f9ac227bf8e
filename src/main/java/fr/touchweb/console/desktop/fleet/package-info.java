/**
 * Page Parc: the fleet in a table, one filter line, a sheet for the chosen server.
 */
@NullMarked
package fr.touchweb.console.desktop.fleet;

import org.jspecify.annotations.NullMarked;
