/**
 * Page Journaux: the logs of many servers in one timeline.
 */
@NullMarked
package fr.touchweb.console.desktop.logs;

import org.jspecify.annotations.NullMarked;
