/**
 * The register: one document on each server that says of every entry who wanted it, why and until when. What daemons read
 * is made from it.
 */
@NullMarked
package fr.touchweb.console.core.whitelist.register;

import org.jspecify.annotations.NullMarked;
