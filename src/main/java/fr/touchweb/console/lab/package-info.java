/**
 * The embedded fleet for the demonstration, the tour and tests: SSH and HTTP hosts on loopback, real files in one
 * temporary folder, traffic that flows. Its machines are fictional and so are the facts that they tell; the connections,
 * the files and the commands are real.
 */
@NullMarked
package fr.touchweb.console.lab;

import org.jspecify.annotations.NullMarked;
