package fr.touchweb.console.core.fleet.facts;

import org.jspecify.annotations.Nullable;

/**
 * An installed version of a product.
 *
 * @param version upstream's, as {@code 8.1.29}
 * @param packageVersion the package's, null where no package manager told
 * @param running whether it runs; null is unknown
 */
public record Software(Product product, String version, @Nullable String packageVersion, Origin origin,
        @Nullable Boolean running) {

    /** {@code MariaDB 10.5.26}. */
    public String label() {
        return product.label() + " " + version;
    }
}
