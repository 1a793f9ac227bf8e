/**
 * Many redirects checked against the targets that were wanted, as after a migration.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.batch;

import org.jspecify.annotations.NullMarked;
