/**
 * Small building blocks of views; they know no page and no shell.
 */
@NullMarked
package fr.touchweb.console.desktop.widget;

import org.jspecify.annotations.NullMarked;
