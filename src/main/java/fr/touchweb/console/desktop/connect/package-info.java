/**
 * The person's side of connections: secrets, first contacts, and keys that were refused.
 */
@NullMarked
package fr.touchweb.console.desktop.connect;

import org.jspecify.annotations.NullMarked;
