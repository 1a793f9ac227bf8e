/**
 * What a binary log says: files, transactions, statements, rows, values, verdicts. Immutable; positions and sizes are
 * bytes in the binary log, times are UTC.
 */
@NullMarked
package fr.touchweb.console.core.binlog.model;

import org.jspecify.annotations.NullMarked;
