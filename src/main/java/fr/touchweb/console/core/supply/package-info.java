/**
 * What the program is made of: the libraries inside of it, as the build wrote them down (CycloneDX).
 */
@NullMarked
package fr.touchweb.console.core.supply;

import org.jspecify.annotations.NullMarked;
