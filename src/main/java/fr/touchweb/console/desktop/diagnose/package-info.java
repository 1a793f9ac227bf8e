/**
 * Page Diagnostic: where a redirect comes from, and why a file is stale.
 */
@NullMarked
package fr.touchweb.console.desktop.diagnose;

import org.jspecify.annotations.NullMarked;
