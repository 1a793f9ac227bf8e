/**
 * Chains of redirects: hop by hop, timed, classified, refined as probes arrive.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.redirect;

import org.jspecify.annotations.NullMarked;
