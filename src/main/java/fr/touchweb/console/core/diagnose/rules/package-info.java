/**
 * Configurations of HAProxy, Apache and nginx read as text, and their redirects tried on one request without running
 * anything. What cannot be evaluated makes a rule possible, never certain.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.rules;

import org.jspecify.annotations.NullMarked;
