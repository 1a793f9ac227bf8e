/**
 * One window of a kind on this machine: who comes second hands over what it was asked for.
 */
@NullMarked
package fr.touchweb.console.core.instance;

import org.jspecify.annotations.NullMarked;
