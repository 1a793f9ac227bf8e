/**
 * The lists that daemons read, one class a kind: how an entry is written into the file, what makes it live, and what the
 * daemon says it has. Lines without an id of ours stay as they are.
 */
@NullMarked
package fr.touchweb.console.core.whitelist.backend;

import org.jspecify.annotations.NullMarked;
