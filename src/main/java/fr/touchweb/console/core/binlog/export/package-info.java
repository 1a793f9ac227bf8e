/**
 * Transactions written to files, with values masked where that is asked for.
 */
@NullMarked
package fr.touchweb.console.core.binlog.export;

import org.jspecify.annotations.NullMarked;
