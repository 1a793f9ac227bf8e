/**
 * Whose the files of a site are, where their rights are not what the house sets up, and how they are put right (G20 to G23).
 */
@NullMarked
package fr.touchweb.console.core.rights;

import org.jspecify.annotations.NullMarked;
