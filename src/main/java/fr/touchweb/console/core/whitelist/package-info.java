/**
 * Who is let in, through which door, until when and why: requests, their risk, the register on the server, and the one way
 * in which it is changed (G37 to G43, L05, L39 to L44, S4).
 */
@NullMarked
package fr.touchweb.console.core.whitelist;

import org.jspecify.annotations.NullMarked;
