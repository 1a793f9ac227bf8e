/** Page Listes blanches: models without controls, and views that draw them. */
@NullMarked
package fr.touchweb.console.desktop.whitelist;

import org.jspecify.annotations.NullMarked;
