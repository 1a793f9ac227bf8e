package fr.touchweb.console.core.fleet.eol;

import org.jspecify.annotations.Nullable;

/**
 * A release line of a product.
 *
 * @param version {@code 11} or {@code 8.1}
 * @param security end of the maintainers' own security fixes, null when not known
 * @param extended end of long-term or extended support, null when there is none
 * @param indicative whether these dates are rules or a project's intention instead of announced dates
 */
public record Cycle(String product, String version, @Nullable End security, @Nullable End extended,
        boolean indicative) {}
