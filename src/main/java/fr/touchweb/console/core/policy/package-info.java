/**
 * The house's figures: thresholds, habits and limits, from profiles and never from constants.
 */
@NullMarked
package fr.touchweb.console.core.policy;

import org.jspecify.annotations.NullMarked;
