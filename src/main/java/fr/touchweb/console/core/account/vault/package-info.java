/**
 * Secrets at rest: one file, sealed with what a person knows, and the second factor that opens it on this machine.
 */
@NullMarked
package fr.touchweb.console.core.account.vault;

import org.jspecify.annotations.NullMarked;
