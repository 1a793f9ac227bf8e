/**
 * Log formats: one line or record of bytes to time, level and fields. Parsers work on bytes and note where a field
 * stands; text is made only when a field is asked for.
 */
@NullMarked
package fr.touchweb.console.core.format;

import org.jspecify.annotations.NullMarked;
