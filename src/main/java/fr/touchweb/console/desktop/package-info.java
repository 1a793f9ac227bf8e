/**
 * The window: one package a page, joined in {@link fr.touchweb.console.desktop.DesktopApplication}.
 */
@NullMarked
package fr.touchweb.console.desktop;

import org.jspecify.annotations.NullMarked;
