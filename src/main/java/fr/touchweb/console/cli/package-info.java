/**
 * The command line: the same features on a terminal. Data goes to standard output, words to standard error.
 */
@NullMarked
package fr.touchweb.console.cli;

import org.jspecify.annotations.NullMarked;
