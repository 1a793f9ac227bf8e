/** Binary logs as files: what their first and last bytes tell, without running anything (reference binlog 2.4). */
@NullMarked
package fr.touchweb.console.core.binlog.file;

import org.jspecify.annotations.NullMarked;
