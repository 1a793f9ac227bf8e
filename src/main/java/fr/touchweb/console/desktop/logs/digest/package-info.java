/** The answers of page Journaux: what the lines that are looked at say together. */
@NullMarked
package fr.touchweb.console.desktop.logs.digest;

import org.jspecify.annotations.NullMarked;
