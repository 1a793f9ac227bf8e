/**
 * What was done by whom: the command journal and the journal of changes.
 */
@NullMarked
package fr.touchweb.console.core.journal;

import org.jspecify.annotations.NullMarked;
