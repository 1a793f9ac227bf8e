/**
 * Measurements beside the field's own programs, run by {@code mvn -Pbench verify}; never a test.
 */
@NullMarked
package fr.touchweb.console.bench;

import org.jspecify.annotations.NullMarked;
