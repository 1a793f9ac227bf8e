/**
 * Diagnosis of redirects and of stale content: who answered, how sure that is, and by which evidence.
 */
@NullMarked
package fr.touchweb.console.core.diagnose;

import org.jspecify.annotations.NullMarked;
