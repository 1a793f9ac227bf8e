/**
 * Diagnoses as JSON and as text, for the command line, for tickets and for the clipboard; no secret is in them.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.report;

import org.jspecify.annotations.NullMarked;
