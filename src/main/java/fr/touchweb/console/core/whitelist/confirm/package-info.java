/**
 * The confirmation: friction in proportion to the risk. One machine without a screen that the page and the terminal both
 * drive, so that neither has a way around it (reference A.2, G41 to G43).
 */
@NullMarked
package fr.touchweb.console.core.whitelist.confirm;

import org.jspecify.annotations.NullMarked;
