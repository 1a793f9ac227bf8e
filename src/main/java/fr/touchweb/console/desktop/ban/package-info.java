/**
 * “Am I banned?” as a tab: a model without controls, and the pane that draws it. The page of diagnosis gives it a place.
 */
@NullMarked
package fr.touchweb.console.desktop.ban;

import org.jspecify.annotations.NullMarked;
