/**
 * What the lab's servers write: log lines of every format, at the pace of a clock, the same for the same seed.
 */
@NullMarked
package fr.touchweb.console.lab.traffic;

import org.jspecify.annotations.NullMarked;
