/**
 * What only a server can tell: its logs, its layers one by one, and the rules of its configuration.
 */
@NullMarked
package fr.touchweb.console.core.diagnose.proof;

import org.jspecify.annotations.NullMarked;
