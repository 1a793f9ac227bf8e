/**
 * Binary logs of MariaDB and MySQL through the server's own mysqlbinlog: file list, index, row images, search, undo as a
 * proposal. What it tells is in {@code model}; it decides nothing about screens.
 */
@NullMarked
package fr.touchweb.console.core.binlog;

import org.jspecify.annotations.NullMarked;
