/**
 * Following log files by open handle, through rotations and lost connections: every line, or a gap that says what is
 * missing (reference logs 4.5).
 */
@NullMarked
package fr.touchweb.console.core.logs.follow;

import org.jspecify.annotations.NullMarked;
