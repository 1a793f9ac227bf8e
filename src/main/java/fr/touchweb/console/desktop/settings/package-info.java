/**
 * What the person chose, kept as one versioned document.
 */
@NullMarked
package fr.touchweb.console.desktop.settings;

import org.jspecify.annotations.NullMarked;
