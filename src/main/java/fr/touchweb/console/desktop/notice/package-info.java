/**
 * Notices outside of the window, for who looks elsewhere.
 */
@NullMarked
package fr.touchweb.console.desktop.notice;

import org.jspecify.annotations.NullMarked;
