/**
 * How files on a server are changed together: one transaction with a lock, compare-and-swap, validation and a way back,
 * which scripts of ours carry through on the server whatever becomes of the connection (reference A.5).
 */
@NullMarked
package fr.touchweb.console.core.whitelist.apply;

import org.jspecify.annotations.NullMarked;
