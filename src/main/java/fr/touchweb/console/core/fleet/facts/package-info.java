/**
 * What is known of a machine: the probe, its output turned into facts, and facts remembered.
 */
@NullMarked
package fr.touchweb.console.core.fleet.facts;

import org.jspecify.annotations.NullMarked;
