/** Running mysqlbinlog on a machine and leaving nothing behind there (reference binlog, rules 1 and 9 to 13). */
@NullMarked
package fr.touchweb.console.core.binlog.run;

import org.jspecify.annotations.NullMarked;
