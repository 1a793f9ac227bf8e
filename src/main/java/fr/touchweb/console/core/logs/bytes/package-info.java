/**
 * Bytes of logs at any place, plain or compressed, and where the lines in them begin.
 */
@NullMarked
package fr.touchweb.console.core.logs.bytes;

import org.jspecify.annotations.NullMarked;
