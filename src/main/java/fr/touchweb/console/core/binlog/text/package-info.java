/**
 * The text of mysqlbinlog, as bytes: lines, event boundaries, statements, rows (reference binlog, 1). Nothing here decodes
 * characters before a field is needed.
 */
@NullMarked
package fr.touchweb.console.core.binlog.text;

import org.jspecify.annotations.NullMarked;
