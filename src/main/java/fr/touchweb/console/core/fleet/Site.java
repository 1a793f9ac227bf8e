package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * A shop or site.
 *
 * @param id unique in the fleet
 * @param server id of the server that it runs on
 * @param url public address
 * @param root folder of its files on the server
 * @param cms {@code prestashop}, {@code magento}, {@code wordpress}, {@code drupal}, ...
 * @param cmsVersion as people know it
 * @param mediaUrl address of its images, which need not be on a CDN (G50)
 * @param preproduction id of the site on which changes are tried first (G06)
 */
@JsonInclude(Include.NON_EMPTY)
public record Site(String id, @Nullable String server, @Nullable String url, @Nullable String root,
        @Nullable String cms, @Nullable String cmsVersion, @Nullable String mediaUrl,
        @Nullable String preproduction) {}
